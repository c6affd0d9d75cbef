package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answers;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.OwnDatabase;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The database is restarted, and killed, while people talk: they are told to wait, and then go on as if nothing had been. */
class DatabaseRestartIT {

    private static final String NAME = "database-restart";
    private static final int PAIRS = 3;
    private static final Duration LOAD = Duration.ofSeconds(3);
    private static final Duration ANSWERED = Duration.ofSeconds(15);
    private static final Duration BACK = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Ledger ledger = new Ledger();
    private final Answers answers = new Answers();
    private final List<PatientTalk> talks = new ArrayList<>();
    private final Map<Person, SseStream> streams = new LinkedHashMap<>();

    @Test
    void whoeverTalksIsToldToWaitAndThenGoesOnAsIfNothingHadBeen() throws InterruptedException {
        try (Server server = Server.start(NAME)) {
            OwnDatabase database = OwnDatabase.of(server, NAME);
            for (int i = 0; i < PAIRS; i++) {
                joins(new Talk(server, ledger));
            }
            joins(Talk.inAGroup(server, ledger));
            talks.forEach(PatientTalk::begin);

            Eventually.pause(LOAD);
            database.stop();
            database.start();
            allGoOn(server, "restarted");

            Eventually.pause(LOAD);
            database.kill();
            Eventually.holds(ANSWERED, () -> assertThat(readiness(server)).isEqualTo(503));
            database.start();
            allGoOn(server, "killed and started");

            Eventually.pause(LOAD);
            for (PatientTalk talk : talks) {
                talk.end();
            }
            System.out.println("A database that was restarted and killed: " + answers);
            answers.cameWithin(ANSWERED);
            assertThat(answers.refused()).as("refusals").isPositive();
            talks.forEach(talk -> isAllThere(talk.talk()));
            server.stop(); // takes the database along, whoever started that
        } finally {
            streams.values().forEach(SseStream::close);
        }
    }

    private void joins(Talk talk) {
        talk.sides().forEach(person -> streams.put(person, person.listens()));
        talks.add(new PatientTalk(talk, ledger, answers));
    }

    private void allGoOn(Server server, String after) {
        long began = System.nanoTime();
        List<Integer> before = talks.stream().map(PatientTalk::rounds).toList();
        for (int i = 0; i < talks.size(); i++) {
            PatientTalk talk = talks.get(i);
            int enough = before.get(i) + 2; // the first may have begun before
            Duration left = BACK.minusNanos(System.nanoTime() - began);
            Eventually.holds(left, () -> assertThat(talk.rounds()).isGreaterThanOrEqualTo(enough));
        }
        Duration left = BACK.minusNanos(System.nanoTime() - began);
        Eventually.holds(left, () -> assertThat(readiness(server)).isEqualTo(200));
        System.out.printf(
                "All goes on %d ms after the database was %s%n", (System.nanoTime() - began) / 1_000_000, after);
    }

    private static int readiness(Server server) {
        return server.api().get("/actuator/health/readiness").send().status();
    }

    /** Streams have stayed open, and brought live what history has. */
    private void isAllThere(Talk talk) {
        List<Message> history = new Kept(ledger).history(talk, talks.size());
        for (Person person : talk.sides()) {
            SseStream stream = Objects.requireNonNull(streams.get(person));
            assertThat(stream.awaitMessages(history.size(), LIMIT)).isEqualTo(history);
            assertThat(stream.hasEnded()).as("the stream has ended").isFalse();
        }
    }
}
