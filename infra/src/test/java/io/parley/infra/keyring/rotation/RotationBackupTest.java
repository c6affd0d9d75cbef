package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.RotationObserver.Point;
import io.parley.contract.keys.RotationPhase;
import io.parley.infra.keyring.TestNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RotationBackupTest extends RotationFixture {

    @TempDir
    private Path folder;

    /** A copy says of which log it is. */
    @BeforeEach
    void makeTheLog() {
        Flyway.configure()
                .dataSource(database)
                .schemas("events")
                .locations("classpath:db/events")
                .load()
                .migrate();
    }

    private TestNode withBackup(AtomicReference<String> fileThen) {
        return start(
                point -> {
                    if (point == Point.BACKED_UP) {
                        fileThen.set(keyFileText());
                    }
                },
                Map.of("parley.keys.backup", folder.resolve("safe").toString()));
    }

    @Test
    void theKeyringIsWrittenBelowTheNewKeyBeforeTheOldOneIsDestroyed() throws Exception {
        ChatId chat = openChat();
        Ciphertext stays = send(chat, "stays");
        Ciphertext goes = send(chat, "goes");
        shred(goes);
        String old = keyEncryptionKeysInUse().get(0);
        AtomicReference<String> fileThen = new AtomicReference<>("");

        rotate(withBackup(fileThen));

        assertThat(fileThen.get()).contains(old.substring("kek:".length()));
        Path copy = folder.resolve("safe").resolve("latest");
        assertThat(manifest(copy.resolve("keyring")).path("keyEncryptionKeys").toString())
                .isEqualTo("[\"%s\"]".formatted(keyEncryptionKeysInUse().get(0)));
        List<String> keys = rows(copy.resolve("keyring"), "work.keyring");
        assertThat(keys)
                .anyMatch(row -> row.startsWith(stays.keyId().toString()))
                .noneMatch(row -> row.startsWith(goes.keyId().toString()))
                .noneMatch(row -> row.contains(old));
        assertThat(rows(copy.resolve("ledger"), "work.shredded_key"))
                .anyMatch(row -> row.startsWith(goes.keyId().toString()));
    }

    private static JsonNode manifest(Path part) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(part.resolve("manifest.json")));
    }

    private static List<String> rows(Path part, String table) throws Exception {
        for (JsonNode file : manifest(part).path("files")) {
            if (file.path("table").stringValue("").equals(table)) {
                return rows(part.resolve(file.path("name").stringValue("")), file);
            }
        }
        throw new AssertionError("no " + table + " in " + part);
    }

    private static List<String> rows(Path file, JsonNode entry) throws Exception {
        assertThat(entry.path("sha256").stringValue(""))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> rows = lines.lines().toList();
            assertThat(entry.path("rows").longValue(-1)).isEqualTo(rows.size());
            return rows;
        }
    }

    @Test
    void theNextRotationReplacesIt() throws IOException {
        openChat();
        TestNode writing = withBackup(new AtomicReference<>(""));
        rotate(writing);
        Path manifest =
                folder.resolve("safe").resolve("latest").resolve("keyring").resolve("manifest.json");
        String first = Files.readString(manifest);

        rotate(writing);

        assertThat(Files.readString(manifest)).isNotEqualTo(first);
        try (var left = Files.list(folder.resolve("safe"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aCopyThatCannotBeWrittenKeepsTheOldKeyUntilItCan() throws IOException {
        openChat();
        String old = keyEncryptionKeysInUse().get(0);
        Path inTheWay = Files.writeString(folder.resolve("safe"), "no folder");
        TestNode writing = withBackup(new AtomicReference<>(""));

        node.close();
        writing.get(KeyRotations.class).start();
        await(() -> writing.get(KeyRotations.class).latest().orElseThrow().failure() != null);

        assertThat(writing.get(KeyRotations.class).latest().orElseThrow().phase())
                .isEqualTo(RotationPhase.BACKING_UP);
        assertThat(keyFileText()).contains(old.substring("kek:".length()));
        Files.delete(inTheWay);
        await(() -> writing.get(KeyRotations.class).latest().orElseThrow().endedAt() != null);
        assertThat(keyFileText()).doesNotContain(old.substring("kek:".length()));
    }
}
