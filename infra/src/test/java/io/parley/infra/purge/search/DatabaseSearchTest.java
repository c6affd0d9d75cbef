package io.parley.infra.purge.search;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.purge.search.Look.Outcome;
import io.parley.infra.wiring.TestSchemas;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Each place is looked at, and what is there is found. Three messages are in the log, and were destroyed with the key of their chat. */
class DatabaseSearchTest {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final UUID KEY = UUID.randomUUID();

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void write() {
        TestSchemas.migrate(database);
        for (int sequence = 1; sequence <= 3; sequence++) {
            log(sequence);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whereNothingIsLeftNothingIsFoundAndEachPlaceIsNamed() throws IOException {
        List<Look> looks = look("purge", "request");

        assertThat(looks).noneMatch(look -> look.outcome() == Outcome.WRONG);
        assertThat(looks)
                .extracting(Look::where)
                .contains(
                        "log, 3 messages",
                        "keyring, 0 keys",
                        "history, 0 rows of the chat",
                        "mailboxes, 0 rows of the chat",
                        "mailboxes of groups, 0 rows of the chat",
                        "media, 0 rows of the chat",
                        "inboxes, 0 rows of the chat",
                        "receipts, 0 rows of the chat",
                        "steps of receipts, 0 rows of the chat",
                        "snapshots, 0 rows",
                        "dead letters, 0 rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history: INSERT INTO views.message (chat_id, sequence, message_id, sender_id, sent_at, content, key_id, position)"
                        + " VALUES (:chat, 2, :other, :other, now(), '', :other, 1)",
                "mailboxes: INSERT INTO views.mailbox (user_id, position, chat_id) VALUES (:other, 5, :chat)",
                "mailboxes of groups: INSERT INTO views.mailbox_lane VALUES (:chat, 0, 5, 2)",
                "media: INSERT INTO views.media (media_id, chat_id, uploaded_at, objects) VALUES (:other, :chat, now(), 1)",
                "inboxes: INSERT INTO views.inbox (user_id, chat_id, kind, read_sequence)"
                        + " VALUES (:other, :chat, 'DIRECT', 0)",
                "receipts: INSERT INTO views.receipt VALUES (:chat, :other, 1, 1, 1)",
                "steps of receipts: INSERT INTO views.receipt_step VALUES (:chat, :other, 'READ', 1, now())",
                "snapshots: INSERT INTO work.snapshot (aggregate_id, sequence_number, event_id, type, payload, metadata, taken_at)"
                        + " VALUES (:chat::text, 1, :other, 't', '', '', now())",
                "keyring: INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (:key, 'chat', 'it', 'kek:1', '', now())",
                "keyring: INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (:other, 'message', 'it', :key::text, '', now())",
                "keyring: INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (:other, 'chat', :chat::text, 'kek:1', '', now())"
            })
    void whatIsLeftOfAWholeChatIsFound(String left) throws IOException {
        String[] place = left.split(": ", 2);
        write(place[1]);

        assertThat(wrong("purge", "request")).singleElement().asString().startsWith(place[0] + ", ");
        assertThat(wrong("expiry", "expiresAt")).singleElement().asString().startsWith(place[0] + ", ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"message: history", "mailbox_lane: mailboxes of groups", "inbox: inboxes", "receipt: receipts"})
    void whatIsLeftInTablesThatWereRebuiltBesideIsFoundToo(String left) throws IOException {
        String[] place = left.split(": ");
        jdbc.sql("CREATE TABLE shadow.%1$s (LIKE views.%1$s INCLUDING DEFAULTS)".formatted(place[0]))
                .update();
        assertThat(wrong("purge", "request")).isEmpty();

        for (String row : List.of(
                "message (chat_id, sequence, message_id, sender_id, sent_at, content, key_id, position)"
                        + " VALUES (:chat, 2, :other, :other, now(), '', :other, 1)",
                "mailbox_lane VALUES (:chat, 0, 5, 2)",
                "inbox (user_id, chat_id, kind, read_sequence) VALUES (:other, :chat, 'DIRECT', 0)",
                "receipt VALUES (:chat, :other, 1, 1, 1)")) {
            if (row.startsWith(place[0] + " ")) {
                write("INSERT INTO shadow." + row);
            }
        }

        assertThat(wrong("purge", "request"))
                .containsExactly("beside, %s, 1 rows of the chat: 1 are there that should not be".formatted(place[1]));
    }

    @Test
    void theKeyOfAMessageIsFoundByWhatTheLogSaysThoughTheCertificateDoesNotNameIt() throws IOException {
        jdbc.sql("INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (?, 'message', 'it', 'another', '', now())")
                .param(key(3))
                .update();

        assertThat(wrong("purge", "request"))
                .containsExactly("keyring, 1 keys: 1 other keys of its messages are there");
    }

    @Test
    void ofAMessageThatWasTakenBackARowMayBeLeftThatSaysNothing() throws IOException {
        write("INSERT INTO views.message (chat_id, sequence, message_id, sender_id, sent_at, retracted, position)"
                + " VALUES (:chat, 2, :other, :other, now(), true, 1)");
        assertThat(wrong("retraction", "request")).isEmpty();

        write("UPDATE views.message SET content = 'x' WHERE chat_id = :chat AND :other IS NOT NULL");
        assertThat(wrong("retraction", "request"))
                .containsExactly("history, 1 rows of the chat: 1 are there that should not be");
    }

    @Test
    void whatLivesInTheSameChatIsNoFind() throws IOException {
        write("INSERT INTO views.message (chat_id, sequence, message_id, sender_id, sent_at, content, key_id, position)"
                + " VALUES (:chat, 4, :other, :other, now(), 'x', :other, 1)");
        write("INSERT INTO views.inbox (user_id, chat_id, kind, read_sequence)"
                + " VALUES (:other, :chat, 'DIRECT', 0)");

        assertThat(wrong("expiry", "messageTtl")).isEmpty();
        assertThat(wrong("expiry", "longestTtl")).isEmpty();
    }

    @Test
    void aLogWithOtherCiphertextsIsNotTheOneThatTheCertificateIsOf() throws IOException {
        assertThat(wrong(certificate("purge", "request", "ab".repeat(32))))
                .containsExactly("log, 3 messages: they are not the 3 that the certificate names");
    }

    @Test
    void anAccountsProfileAndPasswordAreFoundAndTheNamesOfItsDevices() throws IOException {
        assertThat(wrong("erasure", "request")).isEmpty();
        write("INSERT INTO views.user_profile VALUES (:chat, '', :other, '', :other, 'everyone', 1)");
        write("INSERT INTO work.credentials VALUES (:chat, 'hash')");
        write("INSERT INTO views.session VALUES (:other, :chat, 'x', :other, now(), NULL, 1)");

        assertThat(wrong("erasure", "request"))
                .containsExactly(
                        "profiles, 1 rows of the account: 1 are there that should not be",
                        "sessions, 1 rows of the account: 1 are there that should not be",
                        "passwords, 1 rows of the account: 1 are there that should not be");
    }

    private void write(String sql) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        if (sql.contains(":chat")) {
            statement = statement.param("chat", SUBJECT);
        }
        if (sql.contains(":other")) {
            statement = statement.param("other", UUID.randomUUID());
        }
        if (sql.contains(":key")) {
            statement = statement.param("key", KEY);
        }
        statement.update();
    }

    private List<String> wrong(String kind, String rule) throws IOException {
        return wrong(certificate(kind, rule, digest()));
    }

    private List<String> wrong(String certificate) throws IOException {
        return look(certificate).stream()
                .filter(look -> look.outcome() == Outcome.WRONG)
                .map(look -> look.where() + ": " + look.what())
                .toList();
    }

    private List<Look> look(String kind, String rule) throws IOException {
        return look(certificate(kind, rule, digest()));
    }

    private List<Look> look(String certificate) throws IOException {
        try (DatabaseSearch search = DatabaseSearch.open(new Server(database))) {
            return search.look(JsonMapper.shared().readTree(certificate), Optional.empty());
        }
    }

    private record Server(HikariDataSource pool) implements DatabaseServer {

        @Override
        public String jdbcUrl() {
            return pool.getJdbcUrl();
        }

        @Override
        public String user() {
            return pool.getUsername();
        }

        @Override
        public String password() {
            return pool.getPassword();
        }

        @Override
        public void close() {
            // the test closes it
        }
    }

    /** Names none of its messages one by one, as one of very many does not name most. */
    private static String certificate(String kind, String rule, String digest) {
        boolean erasure = kind.equals("erasure");
        return """
                {"kind":"%s","%s":"%s","position":9,"epoch":"%s","rule":"%s","keys":["%s"],
                "messages":{"count":3,"ranges":[%s],"digest":"%s","items":[],"omitted":3}}""".formatted(
                        kind,
                        erasure ? "userId" : "chatId",
                        SUBJECT,
                        UUID.randomUUID(),
                        rule,
                        KEY,
                        erasure ? "" : "[1,3]",
                        digest);
    }

    private static String digest() {
        StringBuilder lines = new StringBuilder();
        for (int sequence = 1; sequence <= 3; sequence++) {
            lines.append("%d %s %s\n".formatted(sequence, message(sequence), hash("ciphertext " + sequence)));
        }
        return hash(lines.toString());
    }

    private static UUID message(int sequence) {
        return new UUID(7, sequence);
    }

    private static UUID key(int sequence) {
        return new UUID(8, sequence);
    }

    private void log(int sequence) {
        String bytes = Base64.getEncoder().encodeToString(("ciphertext " + sequence).getBytes(US_ASCII));
        String payload = """
                {"chatId":"%s","messageId":"%s","sequence":%d,"content":{"keyId":"%s","bytes":"%s"}}""".formatted(SUBJECT, message(sequence), sequence, key(sequence), bytes);
        jdbc.sql(
                        "INSERT INTO events.event (position, event_id, aggregate_id, sequence_number, type, payload, metadata, recorded_at)"
                                + " VALUES (?, gen_random_uuid(), ?, ?, 'MessageEvent$MessageSent', ?, '', now())")
                .params(sequence, SUBJECT.toString(), sequence, payload.getBytes(US_ASCII))
                .update();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
