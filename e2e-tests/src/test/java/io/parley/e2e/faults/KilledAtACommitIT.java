package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node is killed right at a commit: what came of it is found out by repeating, and nobody gets anything twice. */
class KilledAtACommitIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int KILLED = 137;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill commit:FillMailboxes sequence=3",
                "kill committed:FillMailboxes sequence=3",
                "kill committed:fan-out:MessageSent sequence=3",
                "kill commit:mailbox:MailboxesFilled sequence=3"
            })
    void everyMessageIsThereOnceAndInOrder(String fault) {
        try (Faulty faulty = new Faulty("killed-at-commit", fault, Map.of())) {
            Person ada = Person.signsUp(faulty.server);
            Person ben = Person.signsUp(faulty.server);
            String group = ada.opensGroup("A group", ben);
            List<String> ids = List.of(Unique.messageId(), Unique.messageId(), Unique.messageId(), Unique.messageId());
            List<String> open = new ArrayList<>();
            ids.forEach(id -> send(ada, group, id, open));
            assertThat(faulty.server.awaitEnd()).isEqualTo(KILLED);
            assertThat(faulty.server.log()).contains("Fault: kill");

            faulty.startHealthy();
            open.forEach(id -> assertThat(ada.trySend(group, id, id).status()).isIn(200, 201));
            List<Message> history = ada.wholeHistory(group);
            assertThat(history).extracting(Message::text).containsExactlyElementsOf(ids);
            try (SseStream stream = ben.resumesFrom("0")) {
                assertThat(stream.awaitMessages(ids.size(), LIMIT)).isEqualTo(history);
                ada.sends(group, "The last one");
                stream.awaitMessage("The last one");
                assertThat(stream.messages()).hasSize(ids.size() + 1);
            }
        }
    }

    private static void send(Person ada, String group, String id, List<String> open) {
        try {
            ada.trySend(group, id, id).expect(201);
        } catch (Api.Unanswered e) {
            open.add(id);
        }
    }
}
