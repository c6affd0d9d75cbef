package io.parley.infra.backup;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What is not, or no longer, what a backup wrote is found out before anything is done with it. */
class DamagedBackupTest {

    @TempDir
    private Path folder;

    private Platform platform;
    private Path backup;

    @BeforeEach
    void backUp() {
        platform = Platform.started(folder);
        UserId ada = platform.register("ada");
        ChatId chat = platform.open(ada, platform.register("ben"));
        platform.send(chat, ada, "hello");
        backup = platform.backUp("all");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void anUndamagedOneIsFine() {
        assertThatNoException().isThrownBy(() -> Platform.checked(backup, null));
    }

    @Test
    void anyFileWithAChangedByteIsRefused() throws IOException {
        for (Path file : filesOf(backup)) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] damaged = bytes.clone();
            damaged[damaged.length / 2] ^= 1;
            Files.write(file, damaged);
            assertRefused(file.getFileName().toString());
            Files.write(file, bytes);
        }
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws IOException {
        Path file = backup.resolve("keyring/keyring.copy.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));

        assertRefused("damaged");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        for (Path file : filesOf(backup)) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertRefused(file + " is missing");
            Files.write(file, bytes);
        }
    }

    @Test
    void eventsInAnotherOrderAreRefusedThoughTheirChecksumIsRight() throws IOException {
        List<String> rows = rows(backup.resolve("events/event.copy.gz"));
        Collections.swap(rows, 0, 1);
        writeEvents(rows);

        assertRefused("in their order");
    }

    @Test
    void eventsOfWhichOneIsMissingAreRefused() throws IOException {
        List<String> rows = rows(backup.resolve("events/event.copy.gz"));
        rows.remove(1);
        writeEvents(rows);

        assertRefused("in their order");
    }

    @Test
    void aBackupThatWasNeverFinishedIsRefused() throws IOException {
        Path unfinished = folder.resolve("monday.unfinished");
        FileSystemUtils.copyRecursively(backup, unfinished);
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> Platform.checked(unfinished, null))
                .withMessageContaining("never finished");

        Files.delete(backup.resolve("keyring/manifest.json"));
        assertRefused("no complete backup");
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws IOException {
        Path manifest = backup.resolve("events/manifest.json");
        String text = Files.readString(manifest);
        for (String damaged : List.of(
                "",
                "{}",
                "null",
                text.substring(0, text.length() / 2),
                text.replace("events.event", "events.other"),
                text.replace("event.copy.gz", "../event.copy.gz"),
                text.replace("\"position\"", "\"position) FROM STDIN; --\""))) {
            Files.writeString(manifest, damaged);
            assertRefused("manifest.json is damaged");
        }
        Files.writeString(manifest, text.replaceFirst("\"format\" : 1", "\"format\" : 2"));
        assertRefused("newer Parley");
    }

    @Test
    void onePartIsNotTakenForAnother() {
        assertRefused(backup.resolve("keyring"), null, "a backup of the keyring, not of the events");
        assertRefused(backup, backup.resolve("ledger"), "a backup of the ledger, not of the keyring");
        assertRefused(backup.resolve("events"), null, "--keyring");
        assertRefused(folder.resolve("nowhere"), null, "There is no folder");
        assertRefused(folder, null, "There is no backup of the events");
    }

    @Test
    void aKeyringThatIsOlderThanTheEventsIsRefused() {
        Path later = platform.backUp("later", EnumSet.of(Part.EVENTS));

        assertRefused(later, backup, "older than the events");
    }

    @Test
    void aKeyringWithoutItsMasterKeyIsRefused() {
        RestoreSources sources = Platform.checked(backup, null);

        assertThatNoException().isThrownBy(() -> sources.requireKeys(key -> key.startsWith("kek:")));
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> sources.requireKeys(key -> false))
                .withMessageContaining("not in the master key file");
    }

    private void assertRefused(String because) {
        assertRefused(backup, null, because);
    }

    private static void assertRefused(Path events, @Nullable Path keyring, String because) {
        assertThatExceptionOfType(BackupProblem.class)
                .isThrownBy(() -> Platform.checked(events, keyring))
                .withMessageContaining(because);
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".gz")).toList();
        }
    }

    private static List<String> rows(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    /** Writes other events, and a manifest that says that they are right. */
    private void writeEvents(List<String> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.write(backup.resolve("events/event.copy.gz"), bytes.toByteArray());
        MessageDigest digest = Hashes.sha256();
        digest.update(bytes.toByteArray());
        Manifest manifest = ManifestFile.read(backup.resolve("events"));
        List<Manifest.Entry> files = manifest.files().stream()
                .map(entry -> entry.table().equals(Table.EVENT)
                        ? new Manifest.Entry(
                                entry.name(),
                                entry.table(),
                                entry.columns(),
                                rows.size(),
                                bytes.size(),
                                Hashes.hex(digest))
                        : entry)
                .toList();
        Files.delete(backup.resolve("events/manifest.json"));
        ManifestFile.write(withFiles(manifest, files), backup.resolve("events"));
    }

    private static Manifest withFiles(Manifest manifest, List<Manifest.Entry> files) {
        return new Manifest(
                manifest.format(),
                manifest.part(),
                manifest.parley(),
                manifest.takenAt(),
                manifest.epoch(),
                manifest.earlierEpochs(),
                manifest.store(),
                manifest.head(),
                manifest.keyEncryptionKeys(),
                files);
    }
}
