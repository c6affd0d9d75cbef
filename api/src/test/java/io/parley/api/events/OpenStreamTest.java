package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.events.Events.Chat;
import io.parley.api.session.Caller;
import io.parley.api.testing.FakePushedLog;
import io.parley.api.testing.FakePushedLog.Pushed;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** The stream by itself, with a connection that takes one chunk at a time when it is told to. */
class OpenStreamTest {

    private final AtomicInteger hangUps = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakePushedLog pushed = new FakePushedLog();
    private final LatelyEnded ended = new LatelyEnded();
    private final Caller caller = Streams.caller(UserId.random());
    private final OpenStream stream = new OpenStream(
            caller, new StreamLimits(4, 1_000, 10), new StreamMetrics(meters), pushed, ended, hangUps::incrementAndGet);
    private final Connection connection = new Connection();

    private static Frame frame(long position) {
        return new Frame(position, true, ("[" + position + "]").getBytes(UTF_8));
    }

    private static Frame frame(long position, int length) {
        return new Frame(position, true, "x".repeat(length).getBytes(UTF_8));
    }

    private double cuts(String reason) {
        return meters.get("parley.stream.cuts").tag("reason", reason).counter().count();
    }

    @Test
    void whatComesWhileCatchingUpWaitsForIt() {
        connection.take(Long.MAX_VALUE);
        stream.live(frame(11));
        stream.supply(List.of(frame(9), frame(10)), () -> {});
        stream.live(frame(12));
        assertThat(connection.text()).isEqualTo("[9][10]");
        assertThat(stream.goLive(10)).isTrue();
        stream.live(frame(13));
        assertThat(connection.text()).isEqualTo("[9][10][11][12][13]");
    }

    @Test
    void whatMayWaitGoesTogetherUnlessTooMuchWaits() {
        connection.take(Long.MAX_VALUE);
        stream.goLive(0);
        stream.liveSoon(frame(1));
        assertThat(connection.chunks).isEmpty();
        stream.liveSoon(frame(2)); // half of the buffer
        assertThat(connection.chunks).containsExactly("[1][2]");
        stream.liveSoon(frame(3));
        stream.write();
        assertThat(connection.chunks).containsExactly("[1][2]", "[3]");
    }

    @Test
    void whatTheMailboxHasBroughtIsNotBroughtAgainHoweverLateTheFeedIs() {
        connection.take(Long.MAX_VALUE);
        stream.live(frame(9));
        stream.supply(List.of(frame(9), frame(10)), () -> {});
        assertThat(stream.goLive(10)).isTrue();
        stream.live(frame(10));
        stream.live(frame(11));
        assertThat(connection.text()).isEqualTo("[9][10][11]");
    }

    @Test
    void aTextThatComesToItsEndWhileItWaitsIsNotWrittenAndLeavesItsPlace() {
        MessageRetracted retracted = Events.retracted(Chat.of(UserId.random(), UserId.random()));
        Source gone = new Source(retracted.chatId(), retracted.key());
        Source kept = new Source(retracted.chatId(), KeyId.random());
        stream.beginAfter(0);
        stream.live(new Frame(3, true, "[gone]".getBytes(UTF_8), gone)); // held back
        stream.supply(List.of(frame(1), new Frame(2, true, "[gone too]".getBytes(UTF_8), gone)), () -> {});
        ended.note(retracted);
        stream.forget();
        stream.live(new Frame(4, true, "[kept]".getBytes(UTF_8), kept));
        connection.take(Long.MAX_VALUE);
        stream.goLive(2);
        assertThat(connection.text()).isEqualTo("[1]:\n\n:\n\n[kept]");
        assertThat(pushed.told()).extracting(FakePushedLog.Pushed::upTo).last().isEqualTo(4L);
    }

    @Test
    void aTextThatCameToItsEndBeforeItIsSuppliedIsNotWrittenAndWhatFollowsIsAskedForAllTheSame() {
        MessageRetracted retracted = Events.retracted(Chat.of(UserId.random(), UserId.random()));
        ended.note(retracted);
        connection.take(Long.MAX_VALUE);
        AtomicInteger asked = new AtomicInteger();
        Source gone = new Source(retracted.chatId(), retracted.key());
        stream.supply(List.of(new Frame(1, true, "[gone]".getBytes(UTF_8), gone)), asked::incrementAndGet);
        assertThat(connection.text()).isEqualTo(":\n\n");
        assertThat(asked).hasValue(1);
    }

    @Test
    void moreThanCanBeHeldIsReadFromTheMailboxInstead() {
        connection.take(Long.MAX_VALUE);
        IntStream.rangeClosed(1, 5).forEach(position -> stream.live(frame(position)));
        assertThat(stream.goLive(0)).isFalse();
        stream.live(frame(6));
        stream.supply(List.of(frame(1), frame(2), frame(3), frame(4), frame(5)), () -> {});
        assertThat(stream.goLive(5)).isTrue();
        assertThat(connection.text()).isEqualTo("[1][2][3][4][5][6]");
        assertThat(cuts("overflow")).isZero();
    }

    @Test
    void aLiveStreamForWhichTooManyEventsWaitIsCut() {
        assertThat(stream.goLive(0)).isTrue();
        IntStream.rangeClosed(1, 4).forEach(position -> stream.live(frame(position)));
        assertThat(stream.isOpen()).isTrue();
        stream.live(frame(5));
        assertThat(stream.isOpen()).isFalse();
        assertThat(cuts("overflow")).isOne();
        connection.take(Long.MAX_VALUE);
        assertThat(connection.completed).isTrue();
        assertThat(connection.text()).isEmpty();
    }

    @Test
    void aLiveStreamForWhichTooManyBytesWaitIsCut() {
        assertThat(stream.goLive(0)).isTrue();
        stream.live(frame(1, 900));
        stream.live(frame(2, 101));
        assertThat(stream.isOpen()).isFalse();
    }

    @Test
    void oneEventLargerThanTheBufferIsNoReasonToCut() {
        connection.take(Long.MAX_VALUE);
        assertThat(stream.goLive(0)).isTrue();
        stream.live(frame(1, 5_000));
        stream.live(frame(2, 5_000));
        assertThat(connection.text()).hasSize(10_000);
    }

    @Test
    void theNextPageIsAskedForWhenTheLastWasTakenAndNotBefore() {
        AtomicInteger asked = new AtomicInteger();
        stream.supply(List.of(frame(1, 8_000), frame(2, 8_000), frame(3, 8_000)), asked::incrementAndGet);
        connection.take(1); // the operator between comes for one chunk ahead
        assertThat(asked).hasValue(0);
        connection.take(1);
        assertThat(asked).hasValue(1);
        IntStream.range(0, 8).forEach(tick -> stream.tick());
        connection.take(Long.MAX_VALUE);
        assertThat(asked).as("a comment is no page").hasValue(1);
    }

    @Test
    void whatWaitsGoesInOneWriteOfWholeBlocks() {
        stream.supply(List.of(frame(1, 3_000), frame(2, 3_000), frame(3, 3_000), frame(4, 20_000)), () -> {});
        connection.take(Long.MAX_VALUE);
        assertThat(connection.chunks).extracting(String::length).containsExactly(6_000, 3_000, 20_000);
    }

    @Test
    void whatIsWrittenIsToldOfOnceAndWithoutGapsAndWhatWaitsIsNot() {
        stream.beginAfter(7);
        stream.supply(List.of(frame(8, 8_000), frame(10, 8_000), frame(12, 8_000)), () -> {});
        connection.take(1); // and one that the operator between comes for ahead
        assertThat(pushed.told()).containsExactly(told(7, 8), told(8, 10));

        connection.take(Long.MAX_VALUE);
        assertThat(stream.goLive(12)).isTrue();
        stream.live(new Frame(20, false, "marks".getBytes(UTF_8)));
        IntStream.range(0, 8).forEach(tick -> stream.tick());
        assertThat(pushed.told()).last().isEqualTo(told(10, 12));
        stream.live(frame(21));

        assertThat(pushed.told()).last().isEqualTo(told(12, 21));
    }

    private Pushed told(long after, long upTo) {
        return new Pushed(caller.userId(), caller.deviceId(), after, upTo);
    }

    @Test
    void anIdleStreamGetsACommentAfterFourTicksAndNoneWhenItWasWrittenTo() {
        connection.take(Long.MAX_VALUE);
        assertThat(stream.goLive(0)).isTrue();
        IntStream.range(0, 3).forEach(tick -> stream.tick());
        stream.live(frame(1));
        IntStream.range(0, 3).forEach(tick -> stream.tick());
        assertThat(connection.text()).isEqualTo("[1]");
        stream.tick();
        assertThat(connection.text()).isEqualTo("[1]: keep-alive\n\n");
    }

    @Test
    void aConnectionThatTakesNothingIsCutAndClosed() {
        assertThat(stream.goLive(0)).isTrue();
        stream.live(frame(1));
        IntStream.range(0, 9).forEach(tick -> stream.tick());
        assertThat(stream.isOpen()).isTrue();
        stream.tick();
        assertThat(stream.isOpen()).isFalse();
        assertThat(cuts("stalled")).isOne();
        assertThat(hangUps).hasValue(1);
    }

    @Test
    void aConnectionThatDoesNotEndThoughItsStreamHasIsClosedOnce() {
        stream.end();
        IntStream.range(0, 30).forEach(tick -> stream.tick());
        assertThat(hangUps).hasValue(1);
        assertThat(cuts("stalled")).isZero();
    }

    @Test
    void aStreamThatEndedBeforeItWasWrittenCompletesAtOnce() {
        stream.supply(List.of(frame(1)), () -> {});
        stream.end();
        Flux<String> written = stream.body(DefaultDataBufferFactory.sharedInstance)
                .concatMap(chunk -> Flux.from(chunk).map(buffer -> buffer.toString(UTF_8)));
        assertThat(written.collectList().block()).isEmpty();
    }

    private static Frame passing(String text) {
        return new Frame(0, false, text.getBytes(UTF_8));
    }

    @Test
    void whatPassesIsWrittenWhetherTheStreamIsCatchingUpOrLive() {
        connection.take(Long.MAX_VALUE);
        stream.supply(List.of(frame(1)), () -> {});
        assertThat(stream.passing(passing("a"))).isTrue();
        stream.supply(List.of(frame(2)), () -> {});
        assertThat(stream.goLive(2)).isTrue();
        assertThat(stream.passing(passing("b"))).isTrue();
        assertThat(connection.text()).isEqualTo("[1]a[2]b");
    }

    @Test
    void whatPassesNeitherComesBeforeTheOpeningNorAfterTheEnd() {
        connection.take(Long.MAX_VALUE);
        assertThat(stream.passing(passing("a"))).isFalse();
        stream.supply(List.of(frame(1)), () -> {});
        stream.end();
        assertThat(stream.passing(passing("b"))).isFalse();
        assertThat(connection.text()).isEqualTo("[1]");
    }

    @Test
    void whatPassesNeverCutsAStreamForWhichMuchWaits() {
        stream.supply(List.of(frame(1)), () -> {});
        assertThat(stream.goLive(1)).isTrue();
        assertThat(stream.passing(passing("a"))).isTrue();
        IntStream.range(0, 1_000)
                .forEach(i -> assertThat(stream.passing(passing("too much"))).isFalse());
        stream.live(frame(2));
        stream.live(frame(3));
        assertThat(stream.isOpen()).isTrue();
        connection.take(Long.MAX_VALUE);
        assertThat(connection.text()).isEqualTo("[1]a[2][3]");
        assertThat(stream.passing(passing("x".repeat(501))))
                .as("more than half of the bytes")
                .isFalse();
    }

    @Test
    void theEndOfAStreamIsToldOnceHoweverItComes() {
        AtomicInteger told = new AtomicInteger();
        stream.whenEnded(told::incrementAndGet);
        assertThat(told).hasValue(0);
        stream.cut(Cut.OVERFLOW);
        stream.end();
        assertThat(told).hasValue(1);
        stream.whenEnded(told::incrementAndGet);
        assertThat(told).as("it has ended already").hasValue(2);
    }

    /** Takes as many chunks as it is told to. */
    private final class Connection extends BaseSubscriber<String> {

        private final List<String> chunks = new ArrayList<>();
        private boolean completed;
        private boolean subscribed;

        void take(long count) {
            if (!subscribed) {
                subscribed = true;
                stream.body(DefaultDataBufferFactory.sharedInstance)
                        .concatMap(chunk -> Flux.from(chunk).map(buffer -> buffer.toString(UTF_8)), 1)
                        .subscribe(this);
            }
            request(count);
        }

        String text() {
            return String.join("", chunks);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // nothing is taken unasked
        }

        @Override
        protected void hookOnNext(String chunk) {
            chunks.add(chunk);
        }

        @Override
        protected void hookOnComplete() {
            completed = true;
        }
    }
}
