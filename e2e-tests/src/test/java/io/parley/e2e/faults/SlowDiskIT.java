package io.parley.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Each commit takes half a second for a while: presence and typing are given up by themselves, messages go on, and then all comes back. */
class SlowDiskIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final int PAIRS = 6;
    private static final String SLOW = "stall commit:SendMessage times=30 for=500ms";

    /** The machine that tests run on is busy for other reasons. */
    private static final Map<String, String> AUTOMATIC =
            Map.of("PARLEY_DEGRADATION_AUTOMATIC", "true", "PARLEY_DEGRADATION_BOUNDS_CPU", "1.0");

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    @Test
    void whatMattersLeastIsGivenUpAndComesBack() throws InterruptedException {
        try (Faulty faulty = new Faulty("slow-disk", SLOW, AUTOMATIC)) {
            Server server = faulty.server;
            List<Person> people = new ArrayList<>();
            List<String> chats = new ArrayList<>();
            List<Thread> talks = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                Person ada = Person.signsUp(server);
                Person ben = Person.signsUp(server);
                String chat = ada.chatWith(ben);
                people.add(ada);
                chats.add(chat);
                talks.add(new Thread(() -> talk(ada, chat)));
                talks.add(new Thread(() -> talk(ben, chat)));
            }
            assertThat(level(server)).isEqualTo("healthy");
            talks.forEach(Thread::start);

            Eventually.holds(SOON, () -> assertThat(level(server)).isNotEqualTo("healthy"));
            Person one = people.get(0);
            one.get("/v1/presence?userIds=" + one.id()).send().expectProblem(503, "shed");
            one.post("/v1/chats/" + chats.get(0) + "/typing").send().expectProblem(503, "shed");
            int before = accepted.size();
            Eventually.holds(SOON, () -> assertThat(accepted).hasSizeGreaterThan(before + PAIRS));
            assertThat(server.log()).contains("Fault: stall");

            Eventually.holds(BACK, () -> assertThat(level(server)).isEqualTo("healthy"));
            over = true;
            for (Thread talk : talks) {
                talk.join();
            }
            one.get("/v1/presence?userIds=" + one.id()).send().expect(200);
            nothingIsMissing(people, chats);
        }
    }

    private static String level(Server server) {
        return server.api()
                .get("/v1/status")
                .send()
                .expect(200)
                .json()
                .path("serviceLevel")
                .asString();
    }

    private void talk(Person person, String chat) {
        while (!over) {
            String messageId = Unique.messageId();
            Answer answer = person.trySend(chat, messageId, "on a slow disk");
            if (answer.status() == 201) {
                accepted.add(messageId);
            } else {
                answer.expectProblem(503, "overloaded");
            }
            Eventually.pause(Duration.ofMillis(20));
        }
    }

    private void nothingIsMissing(List<Person> people, List<String> chats) {
        Set<String> kept = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < PAIRS; i++) {
            List<Message> history = people.get(i).wholeHistory(chats.get(i));
            assertThat(history)
                    .extracting(Message::sequence)
                    .doesNotHaveDuplicates()
                    .isSorted();
            history.forEach(message -> kept.add(message.messageId()));
        }
        assertThat(kept).containsExactlyInAnyOrderElementsOf(accepted);
    }
}
