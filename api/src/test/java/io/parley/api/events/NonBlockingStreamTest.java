package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.api.session.Caller;
import io.parley.api.testing.EventLoopWatch;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream blocks no thread of the event loop: not while it opens, resumes, is live, idles or ends. */
class NonBlockingStreamTest {

    private static final int MESSAGES = 20;

    private final EventsServer server =
            new EventsServer("parley.stream.resume.page-size=3", "parley.stream.heartbeat=100ms");
    private final Caller alice = new Caller(UserId.random(), DeviceId.random());
    private final Caller bob = new Caller(UserId.random(), DeviceId.random());
    private final Chat chat = Chat.of(alice.userId(), bob.userId());

    @BeforeEach
    void watch() {
        EventLoopWatch.begin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noPartOfItsLifeBlocks() {
        send(1, MESSAGES);
        try (SseClient resumed = server.connect(bob, "0");
                SseClient live = server.connect(alice)) {
            hear(resumed, MESSAGES);
            live.opening();
            send(MESSAGES + 1, 2 * MESSAGES);
            server.log.append(Events.receipt(chat, bob.userId(), MESSAGES, MESSAGES));
            hear(resumed, MESSAGES);
            hear(live, MESSAGES);
            Awaitility.await().until(() -> live.block().lines().stream().anyMatch(line -> line.startsWith(":")));
        }
        Awaitility.await().until(() -> server.openStreams() == 0 || refusedAgain());
        assertThat(EventLoopWatch.blocked()).isEmpty();
    }

    /** A server sees that a client has gone when it next writes. */
    private boolean refusedAgain() {
        server.log.append(Events.receipt(chat, bob.userId(), MESSAGES, MESSAGES));
        return false;
    }

    private void send(int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            server.log.append(Events.message(chat, alice.userId(), sequence, "hello"));
        }
    }

    private static void hear(SseClient client, int messages) {
        for (int heard = 0; heard < messages; heard++) {
            assertThat(client.event().lines()).isNotEmpty();
        }
    }
}
