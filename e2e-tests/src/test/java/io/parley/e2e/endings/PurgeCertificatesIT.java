package io.parley.e2e.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message expires, one is taken back, and then the chat is purged. Each is certified, and each certificate is held against all that
 * there is: its signature, the server, its database, and a backup from before, which is blind once the keys were rotated.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PurgeCertificatesIT {

    private static final String NAME = "certificates";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern ROTATION = Pattern.compile("rotation (\\S+) ");

    /** Rows of the keyring, as they can be written back. */
    private static final String KEYRING = "SELECT format('(%L::uuid, %L, %L, %L, %L::bytea, %L::timestamptz)',"
            + " key_id, kind, owner, wrapped_by, wrapped, created_at) FROM work.keyring";

    @TempDir
    static Path folder;

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private Auditor auditor;
    private Map<String, JsonNode> certificates;
    private Tables tables;
    private List<String> keyringBefore;

    @BeforeAll
    void letGo() throws IOException, SQLException {
        server = Server.start(NAME);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        auditor = new Auditor(server, ben, NAME, folder);
        chat = ada.chatWith(ben);
        ada.sends(chat, "in a chat that is purged");
        Sent mistake = ben.sends(chat, "a mistake");
        ada.sends(ada.chatWith(Person.signsUp(server)), "in a chat that stays");
        backUp("before");
        tables = Tables.in(server.dataFolder());
        keyringBefore = tables.column(KEYRING);
        changes("{\"messageTtl\": \"PT1S\"}");
        ada.sends(chat, "for a second");
        changes("{\"messageTtl\": null}");
        Eventually.holds(LIMIT, () -> assertThat(auditor.fetch(ben, chat)).containsKey("expiry"));
        ben.takesBack(mistake).expect(204);
        ada.purges(chat).expect(204);
        certificates = awaitCertificates();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private void changes(String body) {
        ada.patch("/v1/chats/" + chat).body("application/json", body).send().expect(200);
    }

    private void backUp(String name) {
        Jar.Run run = Jar.run(
                NAME, server.environment(), "backup", folder.resolve(name).toString());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    /** Once all is deleted that they say is to be. */
    private Map<String, JsonNode> awaitCertificates() {
        Eventually.holds(LIMIT, () -> assertThat(auditor.fetch(ben, chat).values())
                .hasSize(3)
                .noneMatch(one -> one.path("stores").toString().matches(".*\"remaining\":[1-9].*")));
        return auditor.fetch(ben, chat);
    }

    private JsonNode certificate(String kind) {
        return certificate(certificates, kind);
    }

    private static JsonNode certificate(Map<String, JsonNode> byKind, String kind) {
        return Objects.requireNonNull(byKind.get(kind), () -> kind + " is not among " + byKind.keySet());
    }

    @Test
    void eachSaysWhatWentByWhomAndByWhatRule() {
        assertThat(certificate("expiry").path("rule").stringValue()).isEqualTo("messageTtl");
        assertThat(certificate("expiry").at("/messages/ranges")).hasToString("[[3,3]]");
        assertThat(certificate("retraction").at("/messages/ranges")).hasToString("[[2,2]]");
        assertThat(certificate("retraction").at("/by/userId").stringValue()).isEqualTo(ben.id());
        assertThat(certificate("purge").at("/messages/ranges")).hasToString("[[1,3]]");
        assertThat(certificate("purge").at("/by/userId").stringValue()).isEqualTo(ada.id());
        assertThat(certificate("purge").path("rule").stringValue()).isEqualTo("request");
    }

    @Test
    void eachIsConfirmedWithThePublicKeyAlone() throws IOException {
        for (JsonNode one : certificates.values()) {
            Jar.Run run = auditor.verifies(one.toString());

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains("ok    form", "ok    signature: made by the key", "ok    digest: right")
                    .contains("All 1 are genuine.")
                    .doesNotContain("WRONG");
        }
    }

    @Test
    void itMayBeWrittenInAnotherOrderAndIndented() throws IOException {
        JsonNode purge = certificate("purge");
        List<String> names = new ArrayList<>(purge.propertyNames());
        Collections.reverse(names);
        ObjectNode turned = ((ObjectNode) purge).objectNode();
        names.forEach(name -> turned.set(name, purge.path(name)));

        Jar.Run run = auditor.verifies(turned.toPrettyString());

        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void anAlteredOneFailsAndItIsSaidWhy(Alteration alteration) throws IOException {
        ObjectNode altered = (ObjectNode) certificate("purge").deepCopy();
        alteration.change().accept(altered);

        Jar.Run run = auditor.verifies(altered.toString());

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.words())
                .contains("WRONG " + alteration.reason(), "NOT all is right.")
                .doesNotContain("genuine", " at io.parley");
    }

    static Stream<Alteration> anAlteredOneFailsAndItIsSaidWhy() {
        String signature = "signature: not made by the key";
        return Stream.of(
                new Alteration("another day", signature, one -> one.put("at", "2020-01-01T00:00:00.000Z")),
                new Alteration("somebody else", signature, one -> ((ObjectNode) one.path("by"))
                        .put("userId", "00000000-0000-4000-8000-000000000000")),
                new Alteration("another rule", signature, one -> one.put("rule", "expiresAt")),
                new Alteration("no keys", signature, one -> one.putArray("keys")),
                new Alteration("blind backups", signature, one -> one.putObject("rotation")
                        .put("state", "done")
                        .put("rotationId", "00000000-0000-4000-8000-000000000000")
                        .put("endedAt", "2020-01-01T00:00:00.000Z")),
                new Alteration("another ciphertext", "digest: not that of the items", one -> ((ObjectNode)
                                one.at("/messages/items/0"))
                        .put("ciphertextSha256", "ab".repeat(32))),
                new Alteration("one message fewer", "count, ranges, items and omitted do not agree", one -> ((ArrayNode)
                                one.at("/messages/items"))
                        .remove(2)),
                new Alteration(
                        "something added",
                        "the certificate has members that version 1 does not know",
                        one -> one.put("remark", "all is well")),
                new Alteration("nothing signed", "signature lacks value", one -> ((ObjectNode) one.path("signature"))
                        .remove("value")));
    }

    /**
     * Something that somebody changes.
     *
     * @param name for people
     * @param reason why it fails
     */
    record Alteration(String name, String reason, Consumer<ObjectNode> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void oneThatNamesAMemberTwiceIsNotEvenRead() throws IOException {
        String twice = certificate("purge").toString().replaceFirst("\\{", "{\"rule\":\"expiresAt\",");

        Jar.Run run = auditor.verifies(twice);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("it names a member twice");
    }

    @Test
    void oneThatAnotherKeySignedFailsWhoeverItSaysSignedIt() throws IOException, GeneralSecurityException {
        Forger forger = new Forger();
        JsonNode purge = certificate("purge");
        String genuineKey = purge.at("/signature/keyId").stringValue();

        Jar.Run asHimself = auditor.verifies(forger.signs(purge, forger.keyId()));
        Jar.Run asTheServer = auditor.verifies(forger.signs(purge, genuineKey));

        assertThat(asHimself.exitCode()).as(asHimself.output()).isEqualTo(1);
        assertThat(asHimself.words())
                .contains("WRONG signature: made by the key " + forger.keyId() + ", which is none of those given");
        assertThat(asTheServer.exitCode()).as(asTheServer.output()).isEqualTo(1);
        assertThat(asTheServer.words()).contains("WRONG signature: not made by the key " + genuineKey);
        Path his = Files.writeString(folder.resolve("forger.pub.pem"), forger.publicKey());
        Jar.Run byHisKey = auditor.verifiesBy(his, forger.signs(purge, forger.keyId()), Map.of());
        assertThat(byHisKey.exitCode()).as("what he signs is well signed").isZero();
    }

    @Test
    void theRunningServerHasNothingLeftOfIt() throws IOException {
        Jar.Run run = auditor.verifies(
                "{\"items\":" + certificates.values() + "}",
                Map.of("PARLEY_TOKEN", ben.accessToken()),
                "--against",
                server.api().base().toString(),
                "--quiet",
                "1");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.words())
                .contains("history, 1 pages: nothing of it", "receipts of 3 messages: nothing of it")
                .containsPattern("inbox, \\d+ pages: nothing of it")
                .containsPattern("stream from the beginning, [1-9]\\d* events: nothing of it")
                .contains("All 3 are genuine, and nothing was found");
    }

    @Test
    @Order(1)
    void theDatabaseHasNothingOfItAndWhatIsPutBackIsFound() throws IOException, SQLException {
        for (JsonNode one : certificates.values()) {
            Jar.Run clean = againstDatabase(one, server.environment(), "--against-database");
            assertThat(clean.exitCode()).as(clean.output()).isZero();
            assertThat(clean.words())
                    .contains("their ciphertexts are those that the certificate names")
                    .containsPattern("database, keyring, [1-9]\\d* keys: nothing of it")
                    .contains("keys: 1 of 1 are entered", "database, history, 0 rows of the chat: nothing of it")
                    .containsPattern(
                            "each tried with [1-9]\\d* of [1-9]\\d* keys: none opens, but one of a message that")
                    .contains("nothing was found that could be read");
        }
        List<String> back = tables.column(
                "INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)" + " VALUES "
                        + String.join(", ", keyringBefore) + " ON CONFLICT DO NOTHING RETURNING key_id::text");
        try {
            Jar.Run found = againstDatabase(certificate("purge"), server.environment(), "--against-database");
            assertThat(found.exitCode()).as(found.output()).isEqualTo(1);
            assertThat(found.words())
                    .contains("1 of the keys that it names are there; 2 keys below them are there")
                    .containsPattern("WRONG database, 3 of 3 copies .*: 2 of them open")
                    .contains("NOT all is right.");
        } finally {
            tables.column("DELETE FROM work.keyring WHERE key_id IN ('" + String.join("', '", back)
                    + "') RETURNING key_id::text");
        }
    }

    @Test
    void aDatabaseCanBeNamedAndWithoutTheMasterKeyItsKeysAreLookedForAndNotTried() throws IOException {
        Jar.Run run = againstDatabase(
                certificate("purge"),
                Map.of("PARLEY_DB_USER", tables.user(), "PARLEY_DB_PASSWORD", tables.password()),
                "--against-database",
                tables.url());
        Jar.Run refused = againstDatabase(
                certificate("purge"),
                Map.of("PARLEY_DB_USER", tables.user(), "PARLEY_DB_PASSWORD", "guessed"),
                "--against-database",
                tables.url());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.words())
                .containsPattern("database, keyring, [1-9]\\d* keys: nothing of it")
                .contains("note database, 3 copies from the log: keys were not tried on them");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).contains("The database cannot be searched").doesNotContain("guessed", "\tat ");
    }

    private Jar.Run againstDatabase(JsonNode certificate, Map<String, String> environment, String... more)
            throws IOException {
        return auditor.verifies(certificate.toString(), environment, more);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aBackupFromBeforeHasTheKeysAndIsBlindAfterTheNextRotation() throws IOException {
        Path masterKey = server.dataFolder().path().resolve("master-key.json");
        Path keptAside = Files.copy(masterKey, folder.resolve("old-key.json"), StandardCopyOption.COPY_ATTRIBUTES);
        String due = certificate(auditor.fetch(ben, chat), "purge").toString();
        assertThat(due).contains("\"rotation\":{\"state\":\"due\"}");
        hasThem(due, masterKey);

        OperatorAtWork operator = OperatorAtWork.of(server, NAME);
        operator.runs("keys", "rotate");

        Map<String, JsonNode> after = auditor.fetch(ben, chat);
        String rotation = rotationOf(operator);
        assertThat(after.values())
                .hasSize(3)
                .allSatisfy(one ->
                        assertThat(one.at("/rotation/state").stringValue()).isEqualTo("done"))
                .allSatisfy(one ->
                        assertThat(one.at("/rotation/rotationId").stringValue()).isEqualTo(rotation));
        isBlind(certificate(after, "purge").toString(), masterKey);
        isBlind(certificate(after, "retraction").toString(), masterKey);
        Jar.Run old = against("before", due, Map.of(), "--master-key", masterKey.toString());
        assertThat(old.exitCode()).as(old.output()).isEqualTo(1);
        assertThat(old.words()).contains("by this certificate the rotation is still due: ask for a newer one");
        Jar.Run kept = against(
                "before", certificate(after, "purge").toString(), Map.of(), "--master-key", keptAside.toString());
        assertThat(kept.exitCode())
                .as("with a key file that somebody kept: " + kept.output())
                .isEqualTo(1);
        assertThat(kept.words()).contains("open with " + keptAside);
        backUp("after");
        Jar.Run fresh = against("after", certificate(after, "purge").toString(), Map.of());
        assertThat(fresh.exitCode()).as(fresh.output()).isZero();
        assertThat(fresh.words()).containsPattern("keyring\\.copy\\.gz, [1-9]\\d* keys: nothing of it");
    }

    private void hasThem(String certificate, Path masterKey) throws IOException {
        Jar.Run withoutKey = against("before", certificate, Map.of());
        Jar.Run withKey = against("before", certificate, server.environment());

        String key = Json.read(certificate).at("/keys/0").stringValue();
        assertThat(withoutKey.exitCode()).as(withoutKey.output()).isEqualTo(1);
        assertThat(withoutKey.words())
                .contains("the key " + key + " is there, under kek:", "2 keys below them are there")
                .contains("whether they still open, the server's master key file tells");
        assertThat(withKey.exitCode()).as(withKey.output()).isEqualTo(1);
        assertThat(withKey.words()).contains("3 of them open with " + masterKey + ": until a rotation");
    }

    private void isBlind(String certificate, Path masterKey) throws IOException {
        Jar.Run run = against("before", certificate, server.environment());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.words())
                .contains(
                        " is there, under kek:",
                        "none of them opens any more: what wrapped them is not in " + masterKey)
                .contains("nothing was found that could be read");
    }

    private Jar.Run against(String backup, String certificate, Map<String, String> environment, String... more)
            throws IOException {
        List<String> all =
                new ArrayList<>(List.of("--backup", folder.resolve(backup).toString()));
        all.addAll(List.of(more));
        return auditor.verifies(certificate, environment, all.toArray(String[]::new));
    }

    private static String rotationOf(OperatorAtWork operator) {
        String status = operator.runs("keys", "status");
        Matcher id = ROTATION.matcher(status);
        assertThat(id.find()).as(status).isTrue();
        return id.group(1);
    }
}
