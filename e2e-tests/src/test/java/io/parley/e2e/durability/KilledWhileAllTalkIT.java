package io.parley.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.HistoryRecorder;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.RecordedPerson;
import io.parley.e2e.harness.RecordedStream;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four people talk in direct chats and in a group while the platform is killed again and again. What they did and saw is recorded, and
 * an independent check, which knows nothing of the platform, finds nothing in it that a chat may not show; and it would.
 */
class KilledWhileAllTalkIT {

    private static final String NAME = "killed-histories";
    private static final int KILLS = 4;
    private static final Duration LOAD = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatClientsSawOfFourKillsIsWhatAChatMayShowThem() throws IOException, InterruptedException {
        Path history = Jar.workFolder(NAME).resolve("run.history.jsonl");
        try (Server server = Server.start(NAME);
                HistoryRecorder recorder = new HistoryRecorder(history)) {
            talk(server, recorder);
            assertThat(recorder.unanswered()).as("requests without an answer").isPositive();
        }

        Jar.Run holds = check(history);
        System.out.println(holds.output());
        assertThat(holds.exitCode()).as(holds.output()).isZero();
        assertThat(holds.words()).contains("4 clients, 3 chats", "The histories hold.");
        assertThat(holds.output().lines().filter(line -> line.startsWith("  note")))
                .as("all is looked at but what nobody does here: to take back and to leave")
                .hasSize(2)
                .anyMatch(line -> line.contains("gone stays gone"))
                .anyMatch(line -> line.contains("nothing after leaving"));
        itWouldTell(history);
    }

    private static void talk(Server server, HistoryRecorder recorder) throws InterruptedException {
        Map<RecordedPerson, List<String>> people = people(server, recorder);
        List<RecordedStream> streams = people.keySet().stream()
                .map(person -> new RecordedStream(person.person(), recorder))
                .toList();
        try {
            talkThroughKills(server, people);
            settle(people, streams, recorder);
        } finally {
            streams.forEach(RecordedStream::close);
        }
    }

    private static void talkThroughKills(Server server, Map<RecordedPerson, List<String>> people)
            throws InterruptedException {
        List<RecordedTalk> talks = new ArrayList<>();
        people.forEach((person, chats) -> talks.add(new RecordedTalk(person, chats)));
        for (int kill = 1; kill <= KILLS; kill++) {
            Eventually.pause(LOAD.plusMillis(137L * kill));
            server.kill();
            server.start();
        }
        Eventually.pause(LOAD);
        for (RecordedTalk talk : talks) {
            talk.end();
        }
    }

    /** All have two chats: one with one of the others, and the group. */
    private static Map<RecordedPerson, List<String>> people(Server server, HistoryRecorder recorder) {
        List<Person> four =
                IntStream.range(0, 4).mapToObj(i -> Person.signsUp(server)).toList();
        String one = four.get(0).chatWith(four.get(1));
        String other = four.get(2).chatWith(four.get(3));
        String group = four.get(0).opensGroup("All four", four.subList(1, 4).toArray(Person[]::new));
        Map<RecordedPerson, List<String>> people = new LinkedHashMap<>();
        for (int i = 0; i < four.size(); i++) {
            people.put(new RecordedPerson(four.get(i), recorder), List.of(i < 2 ? one : other, group));
        }
        return people;
    }

    /** Everybody reads everything, and waits until it has come by stream too. */
    private static void settle(
            Map<RecordedPerson, List<String>> people, List<RecordedStream> streams, HistoryRecorder recorder) {
        long over = System.nanoTime();
        List<RecordedPerson> readers = List.copyOf(people.keySet());
        for (int i = 0; i < readers.size(); i++) {
            RecordedPerson reader = readers.get(i);
            for (String chat : Objects.requireNonNull(people.get(reader))) {
                streams.get(i).awaits(chat, reader.readsAtTheEnd(chat), LIMIT);
                recorder.listened(reader.person(), chat, over);
            }
        }
    }

    /** What may not be is done to the history that was right; each time it is found. */
    private void itWouldTell(Path history) throws IOException {
        List<String> lines = Files.readAllLines(history);
        int message = lastOf(lines, line -> line.contains("\"op\":\"receive\""));
        List<String> lost = new ArrayList<>(lines);
        lost.remove(message);
        tells(lost, "WRONG no loss:");

        List<String> doubled = new ArrayList<>(lines);
        doubled.add(lines.get(message));
        tells(doubled, "WRONG no double:");

        String receipt = lines.get(lastOf(lines, line -> line.contains("\"op\":\"receipt\"")));
        List<String> back = new ArrayList<>(lines);
        back.add(receipt.replaceAll("\"(delivered|read)\":\\d+", "\"$1\":0"));
        tells(back, "WRONG monotonic receipts:");
    }

    private static int lastOf(List<String> lines, Predicate<String> wanted) {
        return IntStream.range(0, lines.size())
                .filter(i -> wanted.test(lines.get(i)))
                .max()
                .orElseThrow();
    }

    private void tells(List<String> lines, String what) throws IOException {
        Jar.Run run = check(Files.write(folder.resolve("wrong.jsonl"), lines));
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.words()).contains(what, "The histories do NOT hold.");
    }

    private static Jar.Run check(Path history) {
        return Jar.run(NAME, Map.of(), "audit", "histories", history.toString());
    }
}
