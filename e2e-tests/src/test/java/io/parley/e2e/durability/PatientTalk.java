package io.parley.e2e.durability;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Answers;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A talk whose sides read what there is after each message, and repeat what is refused until it is taken, until the test has had enough. */
final class PatientTalk {

    private static final Duration BETWEEN = Duration.ofMillis(30);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Talk talk;
    private final Ledger ledger;
    private final Answers answers;
    private final Map<Person, Integer> rounds = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    PatientTalk(Talk talk, Ledger ledger, Answers answers) {
        this.talk = talk;
        this.ledger = ledger;
        this.answers = answers;
    }

    /** Both begin. */
    void begin() {
        for (Person person : talk.sides()) {
            Thread thread = new Thread(() -> talk(person), "patient-talk");
            thread.start();
            threads.add(thread);
        }
    }

    /** Both end when all that they have said is taken. */
    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How often the one of both for whom it goes worse has said something and read everything. */
    int rounds() {
        return talk.sides().stream()
                .mapToInt(person -> rounds.getOrDefault(person, 0))
                .min()
                .orElseThrow();
    }

    /** Who talk, and where. */
    Talk talk() {
        return talk;
    }

    private void talk(Person person) {
        for (int i = 1; !over; i++) {
            long sequence = say(person, "Number " + i + " of " + person.handle());
            if (reads(person, sequence)) {
                rounds.merge(person, 1, Integer::sum);
            }
            Eventually.pause(BETWEEN);
        }
    }

    private long say(Person person, String text) {
        String messageId = Unique.messageId();
        while (true) {
            Optional<Answer> taken = answers.granted(() -> person.trySend(talk.chat(), messageId, text));
            if (taken.isPresent()) {
                ledger.acknowledge(taken.get(), text);
                return taken.get().number("sequence");
            }
            Eventually.pause(AGAIN);
        }
    }

    private boolean reads(Person person, long sequence) {
        String chat = "/v1/chats/" + talk.chat();
        boolean history =
                answers.granted(() -> person.get(chat + "/messages").send()).isPresent();
        boolean inbox = answers.granted(() -> person.get("/v1/chats").send()).isPresent();
        boolean marked = answers.granted(() -> person.marks(Map.of("chatId", talk.chat(), "read", sequence)))
                .isPresent();
        if (marked) {
            ledger.acknowledgeRead(talk.chat(), person, sequence);
        }
        return history && inbox && marked;
    }
}
