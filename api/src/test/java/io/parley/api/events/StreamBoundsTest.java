package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.api.session.Caller;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds a stream within its bounds: buffers, numbers, heartbeats. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamBoundsTest {

    private static final String LONG_TEXT = "x".repeat(16_000);

    private EventsServer server;
    private Caller alice;
    private Caller bob;
    private Chat chat;
    private long sequence;

    @BeforeAll
    void start() {
        server = new EventsServer(
                "parley.stream.heartbeat=400ms",
                "parley.stream.buffer-frames=64",
                "parley.stream.stall-timeout=2s",
                "parley.stream.per-user=3",
                "parley.stream.per-node=6");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void twoUsers() {
        alice = caller();
        bob = caller();
        chat = Chat.of(alice.userId(), bob.userId());
        sequence = 0;
    }

    @AfterEach
    void noStreamIsLeft() {
        Awaitility.await().until(() -> server.openStreams() == 0);
    }

    private static Caller caller() {
        return new Caller(UserId.random(), DeviceId.random());
    }

    private String send(String text) {
        long position = server.log.append(Events.message(chat, alice.userId(), ++sequence, text));
        return server.log.epoch() + "." + position;
    }

    @Test
    void anIdleStreamHearsACommentInTime() {
        try (SseClient client = server.connect(bob)) {
            client.block();
            client.block();
            for (int i = 0; i < 5; i++) {
                long before = System.nanoTime();
                assertThat(client.block().lines()).containsExactly(": keep-alive");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(800));
            }
        }
    }

    @Test
    void theBytesOnTheWireAreChunksOfWholeBlocks() throws IOException {
        try (RawClient client = new RawClient(server.port(), bob, "")) {
            String opening = client.readUntil(all -> all.contains("retry: "), 5_000);
            assertThat(opening).startsWith("HTTP/1.1 200 OK\r\n").contains("transfer-encoding: chunked\r\n");
            assertThat(opening.substring(opening.indexOf("\r\n\r\n") + 4))
                    .matches("[0-9a-f]+\r\nid: [0-9a-f-]{36}\\.\\d+\n\nretry: \\d+\n\n\r\n");
            String id = send("hello");
            String block = client.readUntil(all -> all.contains("event: message") && all.endsWith("\r\n"), 5_000);
            assertThat(block.substring(block.indexOf("event: message")))
                    .startsWith("event: message\nid: " + id + "\ndata: {\"messageId\":")
                    .endsWith("}\n\n\r\n");
        }
    }

    @Test
    void aClientTooSlowForItsBufferIsCutAndOthersHearEverythingAtOnce() throws Exception {
        double before = server.count("parley.stream.cuts", "reason", "overflow");
        try (RawClient slow = new RawClient(server.port(), bob, "");
                SseClient quick = server.connect(new Caller(bob.userId(), DeviceId.random()))) {
            String opening = quick.opening();
            slow.readUntil(all -> all.contains("retry: "), 5_000);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                sent.add(send(LONG_TEXT));
                assertThat(quick.event().id()).isEqualTo(sent.get(i));
            }
            assertThat(server.count("parley.stream.cuts", "reason", "overflow")).isEqualTo(before + 1);
            assertThat(slow.readToEnd(5_000)).as("the slow one comes to an end").isTrue();
            try (SseClient resumed = server.connect(bob, opening)) {
                for (String id : sent) {
                    assertThat(resumed.event().id()).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void aClientThatReadsNothingAtAllDoesNotHoldItsConnectionForEver() throws Exception {
        try (RawClient dead = new RawClient(server.port(), bob, "")) {
            dead.readUntil(all -> all.contains("retry: "), 5_000);
            for (int i = 0; i < 1_500; i++) {
                send(LONG_TEXT);
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.openStreams() == 0);
        }
    }

    @Test
    void aResumeIsReadOnlyAsFastAsItsClientTakesIt() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            send(LONG_TEXT);
        }
        int before = server.readSide.pages();
        try (RawClient slow = new RawClient(server.port(), bob, "0")) {
            slow.readUntil(all -> all.contains("retry: "), 5_000);
            Awaitility.await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            assertThat(server.readSide.pages() - before).isLessThan(30); // of 60
        }
    }

    @Test
    void aUserHasOnlySoManyStreams() throws Exception {
        List<SseClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(server.connect(bob));
            }
            var refused = SseClient.send(
                    SseClient.request(server.port(), "/v1/events", bob).build());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("rate_limited");
            try (SseClient other = server.connect(alice)) {
                assertThat(other.status()).isEqualTo(200);
            }
        } finally {
            open.forEach(SseClient::close);
        }
    }

    @Test
    void aNodeHasOnlySoManyStreams() throws Exception {
        List<SseClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                open.add(server.connect(caller()));
            }
            var refused = SseClient.send(
                    SseClient.request(server.port(), "/v1/events", bob).build());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("overloaded");
        } finally {
            open.forEach(SseClient::close);
        }
    }
}
