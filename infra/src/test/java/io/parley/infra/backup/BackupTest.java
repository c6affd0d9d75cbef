package io.parley.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.infra.store.MessageIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup writes, and where. */
class BackupTest {

    @TempDir
    private Path folder;

    private Platform platform;
    private UserId ada;
    private ChatId chat;

    @BeforeEach
    void talk() {
        platform = Platform.started(folder);
        ada = platform.register("olivia");
        chat = platform.open(ada, platform.register("ben"));
        platform.send(chat, ada, "hello");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void oneThatIsTakenWhileMessagesComeAndGoIsOfOneMoment() throws Exception {
        Queue<MessageId> kept = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch underWay = new CountDownLatch(20);
        Thread writer = new Thread(() -> write(kept, enough, underWay));
        writer.start();
        assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
        Path backup = platform.backUp("under-way");
        enough.set(true);
        writer.join();

        try (Platform restored = Platform.empty(folder)) {
            Restore.Restored done = restored.restore(backup, null);
            restored.start();
            List<MessageId> there = kept.stream()
                    .filter(message -> restored.count(
                                    "events.event WHERE event_id = '%s'".formatted(MessageIdentity.eventIdOf(message)))
                            == 1)
                    .toList();

            assertThat(done.keysLeftOut()).isZero();
            assertThat(there).hasSizeGreaterThan(5);
            assertThat(there)
                    .allSatisfy(message -> assertThat(restored.text(message)).contains("stays"));
        }
    }

    private void write(Queue<MessageId> kept, AtomicBoolean enough, CountDownLatch underWay) {
        while (!enough.get()) {
            kept.add(platform.send(chat, ada, "stays"));
            MessageId gone = platform.send(chat, ada, "goes");
            platform.answer(new RetractMessage(chat, gone, ada));
            underWay.countDown();
        }
    }

    @Test
    void itIsForItsOwnersEyesOnlyAndHasNeitherTextNorMasterKey() throws IOException {
        Path backup = platform.backUp("all");
        String key = Files.readString(folder.resolve("master-key.json"));
        String material = key.replaceAll("(?s).*\"value\"\\s*:\\s*\"([^\"]*)\".*", "$1");

        assertThat(material).hasSizeGreaterThan(20);
        try (Stream<Path> files = Files.walk(backup)) {
            for (Path file : files.toList()) {
                boolean directory = Files.isDirectory(file);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(directory ? "rwx------" : "rw-------");
                if (!directory) {
                    assertThat(content(file)).doesNotContain("hello", "olivia", material);
                }
            }
        }
    }

    private static String content(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readString(file);
        }
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void itReplacesNothing() throws IOException {
        Path backup = platform.backUp("all");
        byte[] events = Files.readAllBytes(backup.resolve("events/event.copy.gz"));
        platform.send(chat, ada, "more");

        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> platform.backUp("all"))
                .withMessageContaining("does not exist");
        assertThat(Files.readAllBytes(backup.resolve("events/event.copy.gz"))).isEqualTo(events);
    }

    @Test
    void itTakesThePlaceOfAnEarlierOneIfThatIsWanted() throws IOException {
        Path keys = platform.backUp("keys", EnumSet.of(Part.KEYRING, Part.LEDGER));
        platform.send(chat, ada, "more");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "mine");
        Backup backup = new Backup(platform.server(), "1.2.3", TransferProgress.silent());
        long before = ManifestFile.read(keys.resolve("keyring")).files().get(0).rows();

        backup.replace(keys, EnumSet.of(Part.KEYRING));

        assertThat(ManifestFile.read(keys.resolve("keyring")).files().get(0).rows())
                .isEqualTo(before + 1);
        assertThat(keys.resolve("ledger")).doesNotExist();
        assertThat(names()).containsExactlyInAnyOrder("keys", "other", "master-key.json");
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> backup.replace(other, EnumSet.of(Part.KEYRING)));
        assertThat(other.resolve("letter.txt")).hasContent("mine");
    }

    @Test
    void whatAnInterruptedOneLeftBehindIsReplacedByTheNext() throws IOException {
        Path left = Files.createDirectories(folder.resolve("all.unfinished/events"));
        Files.writeString(left.resolve("event.copy.gz"), "half");

        platform.backUp("all");

        assertThat(folder.resolve("all/events/manifest.json")).exists();
        assertThat(names()).containsExactlyInAnyOrder("all", "master-key.json");
    }

    @Test
    void oneThatFailsLeavesNothing() {
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> new Backup(platform.server(), "1.2.3", new Failing())
                        .write(folder.resolve("all"), EnumSet.allOf(Part.class)));

        assertThat(names()).containsExactly("master-key.json");
    }

    @Test
    void partsCanBeBackedUpAlone() {
        Path keys = platform.backUp("keys", EnumSet.of(Part.KEYRING));

        assertThat(keys.resolve("keyring/manifest.json")).exists();
        assertThat(keys.resolve("events")).doesNotExist();
        assertThat(keys.resolve("ledger")).doesNotExist();
    }

    @Test
    void eventsInAxonServerAreLeftToIt() {
        platform.stop();
        platform.jdbc.sql("UPDATE work.log_owner SET store = 'axon_server'").update();

        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> platform.backUp("events", EnumSet.of(Part.EVENTS)))
                .withMessageContaining("by its own means");
        Path backup = platform.backUp("all");
        assertThat(backup.resolve("events/credentials.copy.gz")).exists();
        assertThat(backup.resolve("events/event.copy.gz")).doesNotExist();
        assertThat(backup.resolve("keyring/keyring.copy.gz")).exists();
        assertThat(RestoreSources.find(backup, null, List.of()).store()).isEqualTo("axon_server");
    }

    @Test
    void anEmptyDatabaseIsNothingToBackUp() {
        try (Platform empty = Platform.empty(folder)) {
            assertThatExceptionOfType(BackupProblem.class)
                    .isThrownBy(() -> empty.backUp("nothing"))
                    .withMessageContaining("nothing to back up");
        }
    }

    private List<String> names() {
        return List.of(Objects.requireNonNull(folder.toFile().list()));
    }

    /** Ends the backup's connection in the middle. */
    private final class Failing implements TransferProgress {

        @Override
        public void begin(String what, long rows) {
            if (what.equals("work.credentials")) {
                platform.jdbc
                        .sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name = 'parley-backup'")
                        .query(Long.class)
                        .single();
            }
        }

        @Override
        public void at(long rows) {}

        @Override
        public void end(long rows) {}
    }
}
