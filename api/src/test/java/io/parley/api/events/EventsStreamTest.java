package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.api.events.SseClient.Block;
import io.parley.api.session.Caller;
import io.parley.api.session.OpenConnections;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsStreamTest {

    private EventsServer server;
    private Caller alice;
    private Caller bob;
    private Chat chat;

    @BeforeAll
    void start() {
        server = new EventsServer("parley.stream.resume.page-size=3", "parley.stream.resume.back-off=10ms");
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
    }

    private static Caller caller() {
        return new Caller(UserId.random(), DeviceId.random());
    }

    private long send(long sequence) {
        return server.log.append(Events.message(chat, alice.userId(), sequence, "hello " + sequence));
    }

    @Test
    void aStreamOpensWithABlockThatBearsOnlyTheIdWhereItBegins() {
        long position = send(1);
        server.awaitFeed();
        try (SseClient client = server.connect(bob)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(client.block().lines()).containsExactly("id: " + server.id(position));
            assertThat(client.block().lines()).singleElement().asString().matches("retry: \\d+");
        }
    }

    @Test
    void aMessageIsPushedToBothSidesAsHistoryWouldShowIt() {
        try (SseClient toAlice = server.connect(alice);
                SseClient toBob = server.connect(bob)) {
            toAlice.opening();
            toBob.opening();
            MessageSent sent = Events.message(chat, alice.userId(), 1, "zwei\nZeilen \"und\" ein € und 🎈");
            long position = server.log.append(sent);
            Block block = toBob.event();
            assertThat(block.lines())
                    .containsExactly(
                            "event: message",
                            "id: " + server.id(position),
                            "data: {\"messageId\":\"" + sent.messageId() + "\",\"chatId\":\"" + chat.id()
                                    + "\",\"senderId\":\"" + alice.userId()
                                    + "\",\"sequence\":1,\"sentAt\":\"2026-03-01T10:15:30.123Z\","
                                    + "\"text\":\"zwei\\nZeilen \\\"und\\\" ein € und 🎈\","
                                    + "\"mentions\":[],\"links\":[]}");
            assertThat(toAlice.event()).isEqualTo(block);
        }
    }

    @Test
    void aChatThatOpensIsToldToBothSides() {
        try (SseClient toBob = server.connect(bob)) {
            toBob.opening();
            long position = server.log.append(Events.opened(chat));
            assertThat(toBob.event().lines())
                    .containsExactly(
                            "event: chat",
                            "id: " + server.id(position),
                            "data: {\"chatId\":\"" + chat.id()
                                    + "\",\"change\":\"opened\",\"kind\":\"direct\",\"members\":[" + member(alice) + ","
                                    + member(bob) + "]}");
        }
    }

    private static String member(Caller who) {
        return "{\"userId\":\"" + who.userId() + "\",\"role\":\"member\",\"joinedAt\":\"2026-03-01T10:15:30.123Z\"}";
    }

    @Test
    void aReceiptGoesToTheOtherSideOnlyAndBearsNoId() {
        try (SseClient toAlice = server.connect(alice);
                SseClient toBob = server.connect(bob)) {
            toAlice.opening();
            toBob.opening();
            server.log.append(Events.receipt(chat, bob.userId(), 4, 3));
            long position = send(5);
            assertThat(toAlice.event().lines())
                    .containsExactly(
                            "event: receipt",
                            "data: {\"chatId\":\"" + chat.id() + "\",\"userId\":\"" + bob.userId()
                                    + "\",\"delivered\":4,\"read\":3}");
            assertThat(toBob.event().id()).isEqualTo(server.id(position));
        }
    }

    @Test
    void everyDeviceOfAUserGetsEveryEventInOrder() {
        Caller second = new Caller(bob.userId(), DeviceId.random());
        try (SseClient first = server.connect(bob);
                SseClient other = server.connect(second)) {
            first.opening();
            other.opening();
            List<String> ids = LongStream.rangeClosed(1, 20)
                    .mapToObj(sequence -> server.id(send(sequence)))
                    .toList();
            assertThat(ids.stream().map(each -> first.event().id())).containsExactlyElementsOf(ids);
            assertThat(ids.stream().map(each -> other.event().id())).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void strangersHearNothing() {
        try (SseClient stranger = server.connect(caller())) {
            stranger.opening();
            send(1);
            server.log.append(Events.receipt(chat, bob.userId(), 1, 1));
            try (SseClient toBob = server.connect(bob, "0")) {
                toBob.event();
            }
            assertThat(stranger.rest()).allMatch(block -> block.data().isEmpty());
        }
    }

    @Test
    void aResumeBringsAllThatWasMissedOverSeveralPagesAndGoesOnLive() {
        long seen = send(1);
        List<String> missed = LongStream.rangeClosed(2, 12)
                .mapToObj(sequence -> server.id(send(sequence)))
                .toList();
        try (SseClient client = server.connect(bob, server.id(seen))) {
            assertThat(client.opening()).isEqualTo(server.id(seen));
            assertThat(missed.stream().map(each -> client.event().id())).containsExactlyElementsOf(missed);
            assertThat(server.id(send(13))).isEqualTo(client.event().id());
        }
    }

    @Test
    void zeroMeansFromTheBeginningOfWhatIsKept() {
        long first = server.log.append(Events.opened(chat));
        long second = send(1);
        try (SseClient client = server.connect(bob, "0")) {
            assertThat(client.opening()).isEqualTo(server.id(0));
            assertThat(client.event().id()).isEqualTo(server.id(first));
            assertThat(client.event().id()).isEqualTo(server.id(second));
        }
    }

    @Test
    void theIdMayComeAsAParameterAndTheHeaderWins() {
        long first = send(1);
        long second = send(2);
        String path = "/v1/events?lastEventId=";
        try (SseClient client = SseClient.open(
                SseClient.request(server.port(), path + server.id(first), bob).build())) {
            assertThat(client.opening()).isEqualTo(server.id(first));
            assertThat(client.event().id()).isEqualTo(server.id(second));
        }
        try (SseClient client = SseClient.open(SseClient.request(server.port(), path + "rubbish", bob)
                .header("Last-Event-ID", server.id(second))
                .build())) {
            assertThat(client.opening()).isEqualTo(server.id(second));
        }
    }

    @Test
    void aResumeBringsTheLatestMarksOnce() {
        long seen = send(1);
        server.log.append(Events.receipt(chat, bob.userId(), 1, 0));
        server.log.append(Events.receipt(chat, bob.userId(), 1, 1));
        long last = send(2);
        try (SseClient client = server.connect(alice, server.id(seen))) {
            client.opening();
            List<Block> events = List.of(client.event(), client.event());
            assertThat(events).extracting(Block::event).containsExactlyInAnyOrder("receipt", "message");
            assertThat(events).anyMatch(block -> block.data().endsWith("\"delivered\":1,\"read\":1}"));
            assertThat(events).anyMatch(block -> block.id().equals(server.id(last)));
            send(3);
            assertThat(client.event().event()).isEqualTo("message");
        }
    }

    @Test
    void whatIsGoneIsNotBrought() {
        MessageSent gone = Events.message(chat, alice.userId(), 1, "gone");
        server.log.append(gone);
        server.readSide.shred(gone.content().keyId());
        long kept = send(2);
        try (SseClient client = server.connect(bob, "0")) {
            assertThat(client.event().id()).isEqualTo(server.id(kept));
        }
    }

    @Test
    void anIdOfAnotherEpochOrBeyondTheHeadIsAnsweredByAReset() {
        long position = send(1);
        server.awaitFeed();
        for (String foreign : List.of(UUID.randomUUID() + ".1", server.id(position + 1_000_000))) {
            try (SseClient client = server.connect(bob, foreign)) {
                assertThat(client.opening()).isEqualTo(server.id(position));
                assertThat(client.event().lines())
                        .containsExactly("event: reset", "id: " + server.id(position), "data: {}");
            }
        }
        long next;
        try (SseClient client = server.connect(bob, server.id(position + 1_000_000))) {
            client.event();
            next = send(2);
            assertThat(client.event().id()).isEqualTo(server.id(next));
        }
    }

    @Test
    void anIdThatThisNodeHasNotHeardOfYetIsWaitedFor() throws Exception {
        server.log.stall(true);
        long position = send(1);
        Thread later = new Thread(() -> {
            Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            server.log.stall(false);
        });
        later.start();
        try (SseClient client = server.connect(bob, server.id(position))) {
            assertThat(client.opening()).isEqualTo(server.id(position));
            long next = send(2);
            assertThat(client.event().id()).isEqualTo(server.id(next));
        } finally {
            later.join();
        }
    }

    @Test
    void whatIsNoIdIsRefused() throws Exception {
        for (String bad : List.of("1", "-1", "x.y", UUID.randomUUID() + ".", UUID.randomUUID() + ".1x")) {
            var answer = SseClient.send(SseClient.request(server.port(), "/v1/events", bob)
                    .header("Last-Event-ID", bad)
                    .build());
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_request");
        }
    }

    @Test
    void aReadSideThatIsNotThereYetIsAskedAgain() {
        long seen = send(1);
        server.log.append(Events.receipt(chat, alice.userId(), 1, 1));
        long missed = send(2);
        server.readSide.failMailbox(2);
        server.readSide.failReceipts(2);
        try (SseClient client = server.connect(bob, server.id(seen))) {
            client.opening();
            List<Block> events = List.of(client.event(), client.event());
            assertThat(events).extracting(Block::event).containsExactly("message", "receipt");
            assertThat(events).anyMatch(block -> block.id().equals(server.id(missed)));
        }
    }

    @Test
    void aResumeThatCannotBeReadEndsTheStream() throws Exception {
        long seen = send(1);
        send(2);
        server.readSide.failMailbox(1_000);
        try (SseClient client = server.connect(bob, server.id(seen))) {
            assertThat(client.endsWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(client.opening()).isEqualTo(server.id(seen));
        } finally {
            server.readSide.failMailbox(0);
        }
        assertThat(server.count("parley.stream.cuts", "reason", "resume_failed"))
                .isPositive();
    }

    @Test
    void aLiveEventThatCannotBeReadEndsTheStreamSoThatItIsResumed() throws Exception {
        try (SseClient client = server.connect(bob)) {
            String opening = client.opening();
            server.readSide.failReader(1);
            long position = send(1);
            assertThat(client.endsWithin(Duration.ofSeconds(10))).isTrue();
            try (SseClient again = server.connect(bob, opening)) {
                assertThat(again.event().id()).isEqualTo(server.id(position));
            }
        }
    }

    @Test
    void aSessionThatIsClosedLosesItsStreamsAndOpensNoMore() throws Exception {
        Caller second = new Caller(bob.userId(), DeviceId.random());
        try (SseClient closed = server.connect(bob);
                SseClient kept = server.connect(second)) {
            closed.opening();
            kept.opening();
            server.log.append(Events.closed(bob.userId(), bob.deviceId()));
            assertThat(closed.endsWithin(Duration.ofSeconds(5))).isTrue();
            long position = send(1);
            assertThat(kept.event().id()).isEqualTo(server.id(position));
        }
        try (SseClient refused = server.connect(bob)) {
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void aSessionThatIsEndedHereEndsItsStreamsThoughTheLogHasNotToldYet() throws Exception {
        Caller second = new Caller(bob.userId(), DeviceId.random());
        try (SseClient ended = server.connect(bob);
                SseClient kept = server.connect(second)) {
            ended.opening();
            kept.opening();
            server.bean(OpenConnections.class).end(bob);
            assertThat(ended.endsWithin(Duration.ofSeconds(5))).isTrue();
            long position = send(1);
            assertThat(kept.event().id()).isEqualTo(server.id(position));
        }
        try (SseClient refused = server.connect(bob)) {
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void aStreamWhoseClientLeavesIsForgotten() {
        Awaitility.await().until(() -> server.openStreams() == 0);
        SseClient client = server.connect(bob);
        client.opening();
        assertThat(server.openStreams()).isEqualTo(1);
        client.close();
        Awaitility.await().until(() -> {
            send(1); // a connection that was closed is noticed when it is written to
            return server.openStreams() == 0;
        });
    }

    @Test
    void headersAloneMayBeAskedFor() throws Exception {
        var answer = SseClient.send(SseClient.request(server.port(), "/v1/events", bob)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }
}
