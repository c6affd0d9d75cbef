package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A message is given up for a lane: the next one comes, its sender sees it, and an operator brings it after all, from a command line. */
class GivenUpIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "given-up";
    private static final String FAULT = "fail command:FillMailboxes sequence=1 times=2";
    private static final Map<String, String> TWO_TRIES = Map.of(
            "PARLEY_FANOUT_TRIES", "2",
            "PARLEY_FANOUT_FIRSTWAIT", "50ms",
            "PARLEY_DEADLINES_POLLINGINTERVAL", "50ms");

    @Test
    void anOperatorBringsItLate() {
        try (Faulty faulty = new Faulty(NAME, FAULT, TWO_TRIES)) {
            Person ada = Person.signsUp(faulty.server);
            Person ben = Person.signsUp(faulty.server);
            String group = ada.opensGroup("A group", ben);
            try (SseStream atBen = ben.listens()) {
                Sent lost = ada.sends(group, "given up");
                ada.sends(group, "the next");
                atBen.awaitMessage("the next");
                Eventually.holds(LIMIT, () -> assertThat(
                                delivery(ada, lost).path("state").asString())
                        .isEqualTo("abandoned"));

                OperatorAtWork operator = OperatorAtWork.of(faulty.server, NAME);
                String listed = "chat %s  lane 0  sequence 1  after 2 tries".formatted(group);
                assertThat(operator.runs("fan-out", "list")).contains(listed);
                assertThat(operator.runs("fan-out", "restart", group, "0", "1")).contains("It is in their mailboxes.");

                SseEvent late = atBen.awaitEvent(
                        "message", event -> event.json().path("text").asString().equals("given up"));
                assertThat(late.json().path("late").asBoolean()).isTrue();
                Eventually.holds(LIMIT, () -> assertThat(
                                delivery(ada, lost).path("tries").asInt())
                        .isEqualTo(3));
                assertThat(delivery(ada, lost).path("abandoned").asBoolean()).isFalse();
                assertThat(operator.runs("fan-out", "list")).contains("Nothing is given up.");
            }
        }
    }

    private static JsonNode delivery(Person sender, Sent message) {
        return sender.get("/v1/chats/%s/messages/%s/deliveries".formatted(message.chatId(), message.messageId()))
                .send()
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }
}
