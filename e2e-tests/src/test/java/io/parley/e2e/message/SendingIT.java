package io.parley.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SharedServer
class SendingIT {

    private final Person ada;
    private final Person ben;
    private final String chat;

    SendingIT(Server server) {
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    @Test
    void aSendIsAnsweredWithPlaceAndTime() {
        String id = Unique.messageId();

        Answer answer = ada.trySend(chat, id, "Hello").expect(201);

        assertThat(answer.text("messageId")).isEqualTo(id);
        assertThat(answer.text("chatId")).isEqualTo(chat);
        assertThat(answer.number("sequence")).isEqualTo(1);
        assertThat(answer.text("sentAt")).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
        assertThat(Duration.between(Instant.parse(answer.text("sentAt")), Instant.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(5));
        assertThat(answer.position()).isNotBlank();
    }

    @Test
    void sequencesCountFromOneWithoutAGapWhoeverSends() {
        for (int i = 1; i <= 6; i++) {
            assertThat((i % 2 == 0 ? ada : ben).sends(chat, "Number " + i).sequence())
                    .isEqualTo(i);
        }
    }

    @Test
    void theSameMessageIsTheSameInAnswerHistoryInboxAndBothStreams() {
        SseStream atAda = ada.listens();
        SseStream atBen = ben.listens();

        Sent sent = ada.sends(chat, "Look at https://example.org/a, @" + ben.handle() + "!");

        Message message = atBen.awaitMessage(sent.text());
        assertThat(message)
                .isEqualTo(new Message(
                        sent.messageId(), chat, ada.id(), sent.sequence(), sent.sentAt(), sent.text(), null, false));
        assertThat(atAda.awaitMessage(sent.text())).isEqualTo(message);
        assertThat(ada.history(chat, "")).containsExactly(message);
        assertThat(Message.of(ada.inboxEntry(chat).path("lastMessage"))).isEqualTo(message);
        atAda.close();
        atBen.close();
    }

    @Test
    void mentionsAndLinksAreFound() {
        ada.sends(chat, "Look at https://example.org/a, @" + ben.handle() + "! And @" + ben.handle() + " again.");

        JsonNode message = ada.get("/v1/chats/" + chat + "/messages")
                .send()
                .expect(200)
                .json()
                .path("items")
                .path(0);
        assertThat(Json.each(message.path("mentions")).map(JsonNode::asString)).containsExactly(ben.handle());
        assertThat(Json.each(message.path("links")).map(JsonNode::asString)).containsExactly("https://example.org/a");
    }

    @Test
    void aReplyNamesWhatItAnswers() {
        Sent question = ada.sends(chat, "Coffee?");

        send(Json.object("messageId", Unique.messageId(), "text", "Yes!", "replyTo", question.messageId()))
                .expect(201);

        assertThat(ada.history(chat, "").get(0).replyTo()).isEqualTo(question.messageId());
        send(Json.object("messageId", Unique.messageId(), "text", "Yes!", "replyTo", Unique.messageId()))
                .expectProblem(422, "reply_not_found");
    }

    @Test
    void textIsNormalised() {
        ada.sends(chat, "Cafe\u0301");

        assertThat(ada.history(chat, "")).extracting(Message::text).containsExactly("Caf\u00e9");
    }

    @Test
    void textMayHave4096CodePointsAfterNormalisation() {
        String emoji = "\uD83D\uDE80".repeat(4_096);
        assertThat(ada.sends(chat, emoji).sequence()).isEqualTo(1);
        assertThat(ada.sends(chat, "e\u0301".repeat(4_096)).sequence()).isEqualTo(2);

        assertThat(ben.history(chat, "")).extracting(Message::text).containsExactly("\u00e9".repeat(4_096), emoji);
        ada.trySend(chat, Unique.messageId(), emoji + "x")
                .expectProblem(400, "invalid_request")
                .expectFieldError("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\u0007b", "a\rb", "a\u001bb", "a\u007fb", "a\u0085b"})
    void emptyTextAndControlCharactersAreRefused(String text) {
        ada.trySend(chat, Unique.messageId(), text)
                .expectProblem(400, "invalid_request")
                .expectFieldError("text");
        assertThat(ada.history(chat, "")).isEmpty();
    }

    @Test
    void tabAndNewlineAreAllowed() {
        ada.sends(chat, "a\tb\nc");

        assertThat(ben.history(chat, "")).extracting(Message::text).containsExactly("a\tb\nc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messageId\": \"$\", \"text\": 5}",
                "{\"messageId\": 5, \"text\": \"x\"}",
                "{\"messageId\": \"$\", \"text\": [\"x\"]}",
                "{\"messageId\": \"$\", \"text\": \"\\ud800\"}",
                "{\"messageId\": \"not-a-uuid\", \"text\": \"x\"}",
                "{\"messageId\": \"1-1-1-1-1\", \"text\": \"x\"}",
                "{\"messageId\": \"$\", \"text\": \"x\", \"replyTo\": 5}",
                "{\"messageId\": \"$\"}",
                "{\"text\": \"x\"}",
                "{\"messageId\": null, \"text\": null}",
                "[]",
                "\"text\"",
                "{",
                "",
                "null"
            })
    void whatIsNoSendIsRefused(String body) {
        ada.post("/v1/chats/" + chat + "/messages")
                .body("application/json", body.replace("$", Unique.messageId()))
                .send()
                .expectProblem(400, "invalid_request");
    }

    @Test
    void mediaThatAreNotThereCannotBeSent() {
        send(Json.object("messageId", Unique.messageId(), "mediaId", Unique.messageId()))
                .expectProblem(422, "media_not_attachable");
    }

    @Test
    void aChatThatDoesNotExistTakesNoMessage() {
        ada.trySend(Unique.messageId(), Unique.messageId(), "Hello?").expectProblem(404, "chat_not_found");
    }

    @Test
    void everyReadAfterTheAnswerKnowsTheMessage() {
        for (int i = 1; i <= 30; i++) {
            Sent sent = ada.sends(chat, "Read " + i);

            assertThat(ada.history(chat, "?limit=1").get(0).messageId()).isEqualTo(sent.messageId());
            assertThat(ada.inboxEntry(chat).path("lastSequence").longValue()).isEqualTo(i);
            List<Message> other = Json.each(ben.get("/v1/chats/" + chat + "/messages?limit=1")
                            .header("Parley-Position", sent.position())
                            .send()
                            .expect(200)
                            .json()
                            .path("items"))
                    .map(Message::of)
                    .toList();
            assertThat(other).extracting(Message::messageId).containsExactly(sent.messageId());
        }
    }

    private Answer send(Object body) {
        return ada.post("/v1/chats/" + chat + "/messages").json(body).send();
    }
}
