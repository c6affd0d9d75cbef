package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.api.session.Caller;
import io.parley.api.testing.FakePushedLog.Pushed;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The moment between what was missed and what is live, with events coming all the time. */
class GoingLiveTest {

    private static final int ROUNDS = 1_500;

    private final UserId user = UserId.random();
    private final Chat chat = Chat.of(user, UserId.random());

    @Test
    void nothingIsLostOrDoubledWhereAResumeGoesOverToLiveEvents() throws Exception {
        try (Streams streams = new Streams(256, 50);
                Writer writer = new Writer(streams)) {
            for (int round = 0; round < ROUNDS; round++) {
                long from = Math.max(0, streams.feed.position() - round % 5);
                checkGapless(streams, new Start.After(from), from);
            }
        }
    }

    @Test
    void nothingIsLostOrDoubledWhereAStreamBeginsWithLiveEvents() throws Exception {
        try (Streams streams = new Streams(256, 50);
                Writer writer = new Writer(streams)) {
            for (int round = 0; round < ROUNDS; round++) {
                checkGapless(streams, new Start.Now(), -1);
            }
        }
    }

    @Test
    void aBufferOfOneIsEnoughToGetLive() throws Exception {
        try (Streams streams = new Streams(1, 50);
                Writer writer = new Writer(streams)) {
            for (int round = 0; round < 100; round++) {
                long from = Math.max(0, streams.feed.position() - 20);
                checkGapless(streams, new Start.After(from), from);
            }
        }
    }

    /** Every event of this log is addressed to the user, so that positions must follow each other without gap. */
    private void checkGapless(Streams streams, Start start, long from) {
        Caller caller = Streams.caller(user);
        try (Streams.Taken taken = streams.open(caller, start)) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> taken.positions().size() >= 12);
            List<Long> positions = taken.positions();
            long first = from < 0 ? positions.get(0) : from + 1;
            assertThat(positions)
                    .containsExactlyElementsOf(LongStream.range(first, first + positions.size())
                            .boxed()
                            .toList());
            checkTold(streams, caller, first);
        }
    }

    /** What was taken was told of before, all of it from the stream's beginning on. */
    private static void checkTold(Streams streams, Caller caller, long first) {
        long next = first - 1;
        for (Pushed told : streams.pushed.told()) {
            if (told.deviceId().equals(caller.deviceId())) {
                assertThat(told.after()).isEqualTo(next);
                next = told.upTo();
            }
        }
        assertThat(next).isGreaterThanOrEqualTo(first + 10);
    }

    @Test
    void aBusyAccountGetsLiveThoughItsBufferOverflowsMeanwhile() {
        try (Streams streams = new Streams(4, 10)) {
            for (int i = 0; i < 100; i++) {
                streams.log.append(Events.opened(chat));
            }
            Awaitility.await().until(() -> streams.feed.position() == 100);
            // each of the first pages lets more events come than the buffer holds
            streams.readSide.beforeEachPage(() -> {
                if (streams.readSide.pages() <= 15) {
                    for (int i = 0; i < 9; i++) {
                        streams.log.append(Events.opened(chat));
                    }
                    Awaitility.await().until(() -> streams.feed.position() == streams.log.head());
                }
            });
            try (Streams.Taken taken = streams.open(Streams.caller(user), new Start.After(0))) {
                taken.await(100 + 15 * 9);
                streams.readSide.beforeEachPage(() -> {});
                long live = streams.log.append(Events.opened(chat));
                taken.await(live);
                assertThat(taken.isOpen()).isTrue();
                assertThat(taken.positions())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, live).boxed().toList());
            }
        }
    }

    /** Appends all the time, at a pace that a reader can follow. */
    private final class Writer implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;

        Writer(Streams streams) {
            thread = new Thread(
                    () -> {
                        while (!stopped.get()) {
                            streams.log.append(Events.opened(chat));
                            LockSupport.parkNanos(100_000);
                        }
                    },
                    "writer");
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            stopped.set(true);
            thread.join();
        }
    }
}
