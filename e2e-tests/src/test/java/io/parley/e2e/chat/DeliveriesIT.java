package io.parley.e2e.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
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
import tools.jackson.databind.JsonNode;

@SharedServer
class DeliveriesIT {

    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Person ada;
    private final Person ben;
    private final Person cem;

    DeliveriesIT(Server server) {
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.cem = Person.signsUp(server);
    }

    @Test
    void theSenderSeesWhereAGroupMessageStandsWithEachMember() {
        String chat = ada.opensGroup("Where is it?", ben, cem);
        Sent sent = ada.sends(chat, "Where is this?");
        Eventually.holds(A_WHILE, () -> assertThat(states(sent)).containsExactly("filled", "filled"));
        JsonNode first = item(sent, ben);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "userId", "state", "filledAt", "pushedTo", "deliveredAt", "readAt", "tries", "abandoned");
        assertThat(first.path("tries").asInt()).isEqualTo(1);
        assertThat(first.path("abandoned").asBoolean()).isFalse();
        assertThat(first.path("deliveredAt").isNull()).isTrue();
        assertThat(Instant.parse(first.path("filledAt").asString())).isBeforeOrEqualTo(Instant.now());

        SseStream onPhone = ben.resumesFrom("0");
        SseStream onLaptop = ben.onAnotherDevice().resumesFrom("0");
        onPhone.awaitMessage("Where is this?");
        onLaptop.awaitMessage("Where is this?");
        Eventually.holds(A_WHILE, () -> {
            assertThat(states(sent)).containsExactly("pushed", "filled");
            assertThat(item(sent, ben).path("pushedTo").asInt()).isEqualTo(2);
        });

        ben.marksDelivered(chat, 1);
        Eventually.holds(A_WHILE, () -> assertThat(states(sent)).containsExactly("delivered", "filled"));
        ben.marksRead(chat, 1);
        Eventually.holds(A_WHILE, () -> assertThat(states(sent)).containsExactly("read", "filled"));
        assertThat(item(sent, ben).path("readAt").isString()).isTrue();
        onPhone.close();
        onLaptop.close();
    }

    @Test
    void whatIsPushedLiveCountsAndWhatIsSentWhileTheDeviceIsAwayDoesNot() {
        String chat = ada.chatWith(ben);
        Sent missed = ada.sends(chat, "Are you there?");
        SseStream atBen = ben.listens();
        Sent heard = ada.sends(chat, "And now?");
        atBen.awaitMessage("And now?");

        Eventually.holds(A_WHILE, () -> assertThat(states(heard)).containsExactly("pushed"));
        assertThat(states(missed)).containsExactly("filled");
        assertThat(item(missed, ben).path("filledAt").isString()).isTrue();
        assertThat(item(missed, ben).path("tries").asInt()).isEqualTo(1);
        atBen.close();
    }

    @Test
    void onlyTheSenderSeesIt() {
        String chat = ada.opensGroup("Mine to know", ben);
        Sent sent = ada.sends(chat, "Hello");

        asks(ben, sent.chatId(), sent.messageId()).expectProblem(403, "forbidden");
        asks(cem, sent.chatId(), sent.messageId()).expectProblem(404, "chat_not_found");
        asks(ada, sent.chatId(), Unique.messageId()).expectProblem(404, "message_not_found");
    }

    @Test
    void whoLeavesKeepsTheirPlaceInIt() {
        String chat = ada.opensGroup("Farewell", ben, cem);
        Sent sent = ada.sends(chat, "With Cem");
        Eventually.holds(A_WHILE, () -> assertThat(states(sent)).containsExactly("filled", "filled"));

        ada.removes(chat, cem).expect(204);
        Sent without = ada.sends(chat, "Without Cem");

        assertThat(states(sent)).containsExactly("filled", "filled");
        Eventually.holds(A_WHILE, () -> assertThat(states(without)).containsExactly("filled"));
    }

    private List<String> states(Sent message) {
        return Json.each(items(message))
                .map(item -> item.path("state").asString())
                .toList();
    }

    private JsonNode item(Sent message, Person member) {
        return Json.each(items(message))
                .filter(item -> item.path("userId").asString().equals(member.id()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode items(Sent message) {
        return asks(ada, message.chatId(), message.messageId())
                .expect(200)
                .json()
                .path("items");
    }

    private static Answer asks(Person person, String chatId, String messageId) {
        return person.getAfterOthers("/v1/chats/" + chatId + "/messages/" + messageId + "/deliveries")
                .send();
    }
}
