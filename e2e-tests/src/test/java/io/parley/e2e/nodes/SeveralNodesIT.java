package io.parley.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes that serve and one that fills read tables are, for clients, one platform. */
class SeveralNodesIT {

    private static final int PAIRS = 3;
    private static final Duration WHILE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void whatIsWrittenAtOneNodeIsReadAndHeardAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        String chat = ada.chatWith(ben);

        try (SseStream stream = ben.listens()) {
            for (int i = 1; i <= 20; i++) {
                Sent sent = ada.sends(chat, "Hello " + i);
                assertThat(textsAfter(sent.position(), ben, chat)).contains("Hello " + i);
                assertThat(textsAfter(sent.position(), ada.at(cluster.other()), chat))
                        .contains("Hello " + i);
                stream.awaitMessage("Hello " + i);
            }
        }
    }

    @Test
    void tokensOfOneNodeAreGoodAtTheOtherAndARepeatedMessageIsAnsweredAlike() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        String chat = ada.chatWith(ben);
        Sent sent = ada.sends(chat, "Once");

        assertThat(Sent.of(
                        ada.at(cluster.other())
                                .trySend(chat, sent.messageId(), "Once")
                                .expect(200),
                        "Once"))
                .usingRecursiveComparison()
                .ignoringFields("position")
                .isEqualTo(sent);
        ada.at(cluster.other()).trySend(chat, sent.messageId(), "Twice").expectProblem(409, "message_id_reused");
        refresh(cluster.other(), ada).expect(200);
        refresh(cluster.one(), ada).expect(401);
    }

    @Test
    void aTicketOfOneNodeOpensOneStreamAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.one());
        String chat = ada.chatWith(ben);
        String path = "/v1/events?ticket="
                + ben.post("/v1/events/tickets").send().expect(200).text("ticket");

        try (SseStream stream = SseStream.anonymous(cluster.other(), path)) {
            stream.openingId();
            ada.sends(chat, "By ticket");
            stream.awaitMessage("By ticket");
        }
        for (Server node : List.of(cluster.one(), cluster.other())) {
            SseStream.refused(node, path, Map.of()).expectProblem(401, "unauthorized");
        }
    }

    @Test
    void aSessionEndedAtOneNodeEndsAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person lost = ada.onAnotherDevice().at(cluster.other());
        try (SseStream stream = lost.listens();
                SseStream kept = ada.at(cluster.other()).listens()) {
            ada.ends(lost).expect(204);

            lost.at(cluster.one()).get("/v1/me").send().expectProblem(401, "unauthorized");
            stream.awaitEnd(LIMIT);
            Eventually.holds(LIMIT, () -> lost.get("/v1/me").send().expectProblem(401, "unauthorized"));
            refresh(cluster.other(), lost).expect(401);
            assertThat(kept.hasEnded()).isFalse();
        }
        ada.at(cluster.other()).get("/v1/me").send().expect(200);
    }

    @Test
    void whoIsBlockedAtOneNodeIsBlockedAtTheOther() {
        Person ada = Person.signsUp(cluster.one());
        Person ben = Person.signsUp(cluster.other());
        String chat = ada.chatWith(ben);
        ada.sends(chat, "Before");

        ben.blocks(ada).expect(204);
        ada.at(cluster.other()).trySend(chat, Unique.messageId(), "Refused").expectProblem(403, "blocked");
        Eventually.holds(
                LIMIT, () -> ada.trySend(chat, Unique.messageId(), "Refused").expectProblem(403, "blocked"));

        ben.unblocks(ada).expect(204);
        ada.at(cluster.other()).sends(chat, "After");
        Eventually.holds(LIMIT, () -> ada.sends(chat, "After"));
    }

    private static Answer refresh(Server node, Person person) {
        return node.api()
                .post("/v1/tokens")
                .json(Json.object("refreshToken", person.refreshToken()))
                .send();
    }

    @Test
    void theNodeThatFillsReadTablesServesNoClients() {
        cluster.projections().api().get("/v1/status").send().expectProblem(404, "not_found");
        cluster.projections().api().post("/v1/tokens").send().expectProblem(404, "not_found");
        cluster.projections().api().get("/v3/api-docs").send().expectProblem(404, "not_found");
        cluster.projections().api().get("/actuator/health/readiness").send().expect(200);
        assertThat(cluster.projections()
                        .api()
                        .get("/actuator/prometheus")
                        .send()
                        .expect(200)
                        .body())
                .contains("parley_log_listening 1.0")
                .doesNotContain("parley_stream_open");
    }

    @Test
    void nothingAcknowledgedIsLostDoubledOrMovedForAnyStreamWhenNodesAreKilledUnderLoad() throws Exception {
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            talks.add(new Talk());
        }
        Eventually.pause(WHILE);
        for (Server node : List.of(cluster.one(), cluster.projections(), cluster.other())) {
            node.kill();
            Eventually.pause(WHILE);
            node.start();
            Eventually.pause(WHILE);
        }
        for (Talk talk : talks) {
            talk.stop();
        }
        talks.forEach(Talk::isAllThereOnceAndInOrder);
    }

    private static List<String> textsAfter(String position, Person reader, String chat) {
        return Json.each(reader.get("/v1/chats/" + chat + "/messages")
                        .header("Parley-Position", position)
                        .send()
                        .expect(200)
                        .json()
                        .path("items"))
                .map(message -> message.path("text").stringValue())
                .toList();
    }

    /** Two people who both send by way of both nodes into one chat, and both listen at both. */
    private static final class Talk {

        private final Person ada = Person.signsUp(cluster.one());
        private final Person ben = Person.signsUp(cluster.other());
        private final String chat = ada.chatWith(ben);
        private final List<Listener> listeners = new ArrayList<>();
        private final List<Speaker> speakers = new ArrayList<>();

        Talk() {
            for (Server node : List.of(cluster.one(), cluster.other())) {
                listeners.add(new Listener(ada, cluster.servingFrom(node)));
                listeners.add(new Listener(ben, cluster.servingFrom(node)));
            }
            speakers.add(new Speaker(ada, chat, cluster.servingFrom(cluster.one())));
            speakers.add(new Speaker(ben, chat, cluster.servingFrom(cluster.other())));
        }

        void stop() throws InterruptedException {
            for (Speaker speaker : speakers) {
                speaker.stop();
            }
        }

        void isAllThereOnceAndInOrder() {
            List<Sent> promised = Stream.concat(
                            speakers.get(0).acknowledged().stream(), speakers.get(1).acknowledged().stream())
                    .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                    .toList();
            Sent last = promised.get(promised.size() - 1);
            Person reader = ada.at(cluster.other());
            reader.get("/v1/chats/" + chat)
                    .header("Parley-Position", last.position())
                    .send()
                    .expect(200);
            List<Message> history = reader.wholeHistory(chat);
            System.out.printf(
                    "%d messages acknowledged; streams were opened %s times%n",
                    promised.size(), listeners.stream().map(Listener::openings).toList());

            assertThat(history)
                    .extracting(Message::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, promised.size()).boxed().toList());
            assertThat(history).extracting(Message::sentAt).isSorted();
            assertThat(history)
                    .extracting(Message::messageId, Message::sentAt, Message::text)
                    .containsExactlyElementsOf(promised.stream()
                            .map(sent -> tuple(sent.messageId(), sent.sentAt(), sent.text()))
                            .toList());
            for (Listener listener : listeners) {
                Eventually.holds(LIMIT, () -> assertThat(listener.heardIn(chat)).isEqualTo(history));
                assertThat(listener.openings()).as("openings of a stream").isGreaterThan(1);
                listener.close();
            }
        }
    }
}
