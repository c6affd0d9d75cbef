package io.parley.e2e.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SharedServer
class ReceiptsIT {

    /** What every JSON parser can hold. */
    private static final long LARGEST = (1L << 53) - 1;

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final String chat;

    ReceiptsIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    @Test
    void aMessageIsSentThenDeliveredThenRead() {
        Sent message = ada.sends(chat, "Tick");
        assertThat(stateOf(message)).isEqualTo("sent");

        ben.marksDelivered(chat, 1);
        assertThat(stateOf(message)).isEqualTo("delivered");
        ben.marksRead(chat, 1);
        assertThat(stateOf(message)).isEqualTo("read");
    }

    @Test
    void theReceiptsNameWhoGotItAndWhen() {
        Sent message = ada.sends(chat, "Tick");
        ben.marksDelivered(chat, 1);
        ben.marksRead(chat, 1);

        JsonNode member = single(ada.receiptsOf(message).path("members"));

        assertThat(member.path("userId").asString()).isEqualTo(ben.id());
        Instant delivered = Instant.parse(member.path("deliveredAt").asString());
        Instant readAt = Instant.parse(member.path("readAt").asString());
        assertThat(delivered).isBetween(message.sentAt(), readAt);
        assertThat(Duration.between(readAt, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void beforeAnyMarkTheMemberIsListedWithoutTimes() {
        JsonNode member = single(ada.receiptsOf(ada.sends(chat, "Tick")).path("members"));

        assertThat(member.path("userId").asString()).isEqualTo(ben.id());
        assertThat(member.path("deliveredAt").isString()).isFalse();
        assertThat(member.path("readAt").isString()).isFalse();
    }

    @Test
    void readImpliesDelivered() {
        Sent message = ada.sends(chat, "Tick");

        ben.marksRead(chat, 1);

        JsonNode member = single(ada.receiptsOf(message).path("members"));
        assertThat(member.path("deliveredAt").asString())
                .isEqualTo(member.path("readAt").asString());
    }

    @Test
    void aMarkCoversAllBelowIt() {
        List<Sent> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(ada.sends(chat, "Number " + i));
        }

        ben.marksRead(chat, 4);

        assertThat(messages).extracting(this::stateOf).containsExactly("read", "read", "read", "read", "sent");
    }

    @Test
    void marksNeverGoBack() {
        for (int i = 0; i < 3; i++) {
            ada.sends(chat, "Number " + i);
        }
        ben.marksRead(chat, 3);
        SseStream atAda = ada.listens();

        ben.marksRead(chat, 1);
        ben.marksDelivered(chat, 2);

        assertThat(ben.inboxEntry(chat).path("unreadCount").longValue()).isZero();
        Sent next = ada.sends(chat, "And one more");
        ben.marksDelivered(chat, next.sequence());
        SseEvent first = atAda.awaitEvent("receipt", event -> true);
        assertThat(first.json().path("delivered").longValue()).isEqualTo(4);
        assertThat(first.json().path("read").longValue()).isEqualTo(3);
        atAda.close();
    }

    @Test
    void theSenderHearsOfMarksWithoutAnId() {
        SseStream atAda = ada.listens();
        ada.sends(chat, "Tick");

        ben.marksRead(chat, 1);

        SseEvent receipt = atAda.awaitReceipt(chat, ben.id(), 1, 1);
        assertThat(receipt.id()).isNull();
        atAda.close();
    }

    @Test
    void manyMarksAreAppliedTogether() {
        Person cleo = Person.signsUp(server);
        String other = cleo.chatWith(ben);
        Sent fromAda = ada.sends(chat, "Hello");
        Sent fromCleo = cleo.sends(other, "Hello");

        Answer answer = ben.marks(
                        Json.object("chatId", chat, "delivered", 1, "read", 1),
                        Json.object("chatId", other, "delivered", 1))
                .expect(204);

        assertThat(answer.position()).isNotBlank();
        assertThat(answer.body()).isEmpty();
        assertThat(stateOf(fromAda)).isEqualTo("read");
        assertThat(cleo.receiptsOf(fromCleo).path("state").asString()).isEqualTo("delivered");
    }

    @Test
    void ifOneMarkIsWrongNoneIsApplied() {
        Sent message = ada.sends(chat, "Tick");

        ben.marks(Json.object("chatId", chat, "read", 1), Json.object("chatId", chat, "read", 2))
                .expectProblem(422, "beyond_last_sequence");
        ben.marks(Json.object("chatId", chat, "read", 1), Json.object("chatId", Unique.messageId(), "read", 1))
                .expectProblem(404, "chat_not_found");

        assertThat(stateOf(message)).isEqualTo("sent");
    }

    @Test
    void aMarkBeyondTheLastMessageIsRefused() {
        ben.marks(Json.object("chatId", chat, "delivered", 1)).expectProblem(422, "beyond_last_sequence");
        ada.sends(chat, "Tick");
        ben.marks(Json.object("chatId", chat, "read", 2)).expectProblem(422, "beyond_last_sequence");
        ben.marks(Json.object("chatId", chat, "read", LARGEST)).expectProblem(422, "beyond_last_sequence");
    }

    @Test
    void aMarkIsAcceptedAsSoonAsTheMessageWasPushed() {
        SseStream atBen = ben.listens();
        for (int i = 1; i <= 50; i++) {
            ada.sends(chat, "Number " + i);
            atBen.awaitMessages(i, Duration.ofSeconds(5));
            ben.marksDelivered(chat, i);
        }
        atBen.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"receipts\": []}",
                "{\"receipts\": null}",
                "{\"receipts\": [null]}",
                "{\"receipts\": [{}]}",
                "{\"receipts\": [{\"chatId\": \"$\"}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": 0}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": -1}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": \"1\"}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": 1.5}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": 1e99}]}",
                "{\"receipts\": [{\"chatId\": \"$\", \"read\": true}]}",
                "{\"receipts\": {\"chatId\": \"$\", \"read\": 1}}"
            })
    void whatAreNoReceiptsIsRefused(String body) {
        ada.sends(chat, "Tick");

        ben.post("/v1/receipts")
                .body("application/json", body.replace("$", chat))
                .send()
                .expectProblem(400, "invalid_request");
    }

    @Test
    void aWrongMarkIsNamedByItsPlace() {
        ada.sends(chat, "Tick");

        ben.marks(Json.object("chatId", chat, "read", 1), Json.object("chatId", chat, "read", -1))
                .expectProblem(400, "invalid_request")
                .expectFieldError("receipts[1].read");
    }

    @Test
    void aMessageThatDoesNotExistHasNoReceipts() {
        ada.get("/v1/chats/" + chat + "/messages/" + Unique.messageId() + "/receipts")
                .send()
                .expectProblem(404, "message_not_found");
        Sent elsewhere = ada.sends(ada.chatWith(Person.signsUp(server)), "Elsewhere");
        ada.get("/v1/chats/" + chat + "/messages/" + elsewhere.messageId() + "/receipts")
                .send()
                .expectProblem(404, "message_not_found");
    }

    private String stateOf(Sent message) {
        return ada.receiptsOf(message).path("state").asString();
    }

    private static JsonNode single(JsonNode array) {
        assertThat(array.size()).isEqualTo(1);
        return array.path(0);
    }
}
