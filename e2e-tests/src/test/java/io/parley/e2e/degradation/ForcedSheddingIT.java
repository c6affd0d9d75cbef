package io.parley.e2e.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With everything but messages given up two people go on chatting, and afterwards nothing is missing. */
class ForcedSheddingIT {

    private static final String NAME = "forced-shedding";
    private static final List<String> CLASSES = List.of("receipts", "media", "history", "presence", "typing");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MESSAGES = 50;

    @Test
    void withEverythingButMessagesGivenUpTwoPeopleStillChatAndTicksAreRightAfterwards() {
        try (Server server = Server.start(NAME)) {
            OperatorAtWork operator = OperatorAtWork.of(server, NAME);
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            CLASSES.forEach(each -> operator.runs("shed", each, "--for", "10m"));
            assertThat(operator.runs("shed")).contains("given up: typing, presence, history, media, receipts");
            expectRefused(server.api(), ada, chat);

            List<Sent> sent = chatting(ada, ben, chat);

            server.restart(); // what operators said outlives it
            Person again = ada.at(server);
            expectRefused(server.api(), again, chat);
            CLASSES.forEach(each -> operator.at(server).runs("shed", each, "--auto"));
            ticksAreRight(again, ben.at(server), chat, sent);
        }
    }

    private static void expectRefused(Api api, Person person, String chat) {
        Stream.of(
                        person.get("/v1/chats"),
                        person.get("/v1/chats/" + chat + "/messages"),
                        person.get("/v1/presence?userIds=" + person.id()),
                        person.post("/v1/chats/" + chat + "/typing"),
                        person.post("/v1/receipts").json(Map.of("receipts", List.of())))
                .forEach(request -> {
                    Answer refused = request.send().expect(503);
                    refused.expectProblem(503, "shed");
                    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 15);
                });
        assertThat(api.get("/v1/status").send().expect(200).json().path("shed").valueStream())
                .extracting(each -> each.asString())
                .containsExactly("typing", "presence", "history", "media", "receipts");
        person.get("/v1/me").send().expect(200);
        assertThat(person.chat(chat).path("chatId").asString()).isEqualTo(chat);
    }

    private static List<Sent> chatting(Person ada, Person ben, String chat) {
        List<Sent> sent = new ArrayList<>();
        List<Duration> taken = new ArrayList<>();
        try (SseStream atBen = ben.listens();
                SseStream atAda = ada.listens()) {
            for (int i = 1; i <= MESSAGES; i++) {
                String text = "message " + i;
                long began = System.nanoTime();
                sent.add((i % 2 == 0 ? ada : ben).sends(chat, text));
                (i % 2 == 0 ? atBen : atAda).awaitMessage(text);
                taken.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        Collections.sort(taken);
        assertThat(taken.get(taken.size() - 1))
                .as("the slowest from one to the other")
                .isLessThan(Duration.ofSeconds(1));
        return sent;
    }

    private static void ticksAreRight(Person ada, Person ben, String chat, List<Sent> sent) {
        ben.marksRead(chat, MESSAGES);
        Eventually.holds(LIMIT, () -> assertThat(
                        ada.receiptsOf(sent.get(1)).path("state").asString())
                .isEqualTo("read"));
        assertThat(ada.wholeHistory(chat)).hasSize(MESSAGES);
        assertThat(ada.inboxEntry(chat).path("unreadCount").asInt()).isEqualTo(MESSAGES / 2);
        assertThat(ben.inboxEntry(chat).path("unreadCount").asInt()).isZero();
    }
}
