package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The projection that fills mailboxes stands still: people go on as if nothing was, and nothing is missing afterwards. */
class StalledMailboxIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String STALL = "stall event:mailbox:MailboxesFilled sequence=2 times=1 for=8s";
    private static final String OVER = "event:mailbox:MailboxesFilled over";

    @Test
    void whatIsSentMeanwhileIsTakenAndStreamedAndResumed() {
        try (Faulty faulty = new Faulty("stalled-mailbox", STALL, Map.of())) {
            Person ada = Person.signsUp(faulty.server);
            Person ben = Person.signsUp(faulty.server);
            String group = ada.opensGroup("A group", ben);
            try (SseStream atBen = ben.listens()) {
                List<String> texts = sendOneByOne(ada, group, atBen);
                assertThat(faulty.server.log()).contains("Fault: stall").doesNotContain(OVER);
                hasAll(ben, texts); // while it stands still
                assertThat(faulty.server.log()).doesNotContain(OVER);

                Eventually.holds(LIMIT, () -> assertThat(faulty.server.log()).contains(OVER));
                ada.sends(group, "After it");
                atBen.awaitMessage("After it");
                assertThat(atBen.messages()).hasSize(texts.size() + 1);
            }
            assertThat(ben.wholeHistory(group)).hasSize(6);
            faulty.server.stop();
            faulty.startHealthy();
            hasAll(ben, List.of("One 1", "One 2", "One 3", "One 4", "One 5", "After it"));
        }
    }

    private static List<String> sendOneByOne(Person ada, String group, SseStream atBen) {
        List<String> texts =
                IntStream.rangeClosed(1, 5).mapToObj(n -> "One " + n).toList();
        for (String text : texts) {
            ada.sends(group, text);
            atBen.awaitMessage(text);
        }
        return texts;
    }

    private static void hasAll(Person ben, List<String> texts) {
        try (SseStream again = ben.resumesFrom("0")) {
            assertThat(again.awaitMessages(texts.size(), LIMIT))
                    .extracting(Message::text)
                    .containsExactlyElementsOf(texts);
        }
    }
}
