package io.parley.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SharedServer
class SlowReaderIT {

    private static final int SAID = 1_200;
    private static final int IN_FLIGHT = 4;
    private static final String LONG_TEXT = "\uD83D\uDC22".repeat(4_000);
    private static final int SMALL_BUFFER = 4_096;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Person ada;
    private final Person ben;
    private final String chat;
    private final Map<String, Long> sentAt = new HashMap<>();

    SlowReaderIT(Server server) {
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
    }

    /** Twenty megabytes pass by somebody who reads nothing; the sockets' buffers hold a few of them. */
    @Test
    void whoReadsNothingIsCutOrCatchesUpAndSlowsNobody() {
        SseStream slow = ben.onAnotherDevice().opensWithoutListening(SMALL_BUFFER);
        SseStream quick = ben.listens();

        adaSaysALot();

        List<Message> heard = quick.awaitMessages(SAID, LIMIT);
        assertThat(heard).extracting(Message::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(medianLatency(quick))
                .as("median latency at the quick reader")
                .isLessThan(Duration.ofMillis(250));
        quick.close();

        List<Message> caughtUp = wakesUp(slow);
        assertThat(caughtUp).isEqualTo(heard);
    }

    private List<Message> wakesUp(SseStream slow) {
        slow.listen();
        Eventually.holds(LIMIT, () -> assertThat(
                        slow.hasEnded() || slow.arrived("message").size() == SAID)
                .as(
                        "cut or caught up after %s messages",
                        slow.arrived("message").size())
                .isTrue());
        System.out.printf(
                "The slow reader got %d of %d messages and was %s%n",
                slow.messages().size(), SAID, slow.hasEnded() ? "cut" : "not cut");
        List<Message> all = new ArrayList<>(slow.messages());
        if (all.size() < SAID) {
            try (SseStream again = ben.resumesFrom(slow.lastId())) {
                all.addAll(again.awaitMessages(SAID - all.size(), LIMIT));
            }
        }
        slow.close();
        return all;
    }

    private void adaSaysALot() {
        for (int i = 0; i < SAID; i += IN_FLIGHT) {
            List<CompletableFuture<?>> flying = new ArrayList<>();
            for (int j = 0; j < IN_FLIGHT; j++) {
                String id = Unique.messageId();
                sentAt.put(id, System.nanoTime());
                flying.add(ada.sendsAtOnce(chat, id, LONG_TEXT).thenAccept(answer -> answer.expect(201)));
            }
            flying.forEach(CompletableFuture::join);
        }
    }

    private Duration medianLatency(SseStream stream) {
        List<Long> latencies =
                stream.arrived("message").stream().map(this::latency).sorted().toList();
        return Duration.ofNanos(latencies.get(latencies.size() / 2));
    }

    private long latency(SseEvent event) {
        Long sent = sentAt.get(event.message().messageId());
        assertThat(sent).isNotNull();
        return event.arrivedAt() - sent;
    }
}
