package io.parley.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Restored;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said is proved to whoever has a public key and no more, and a superuser who changes the database is found out. */
class AuditIT {

    private static final String WORK = "audit";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private Audited log;

    @BeforeEach
    void talk() {
        server = Server.start(WORK);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
        ada.sends(chat, "We agreed on eight");
        ben.sends(chat, "We did");
        ben.marksRead(chat, 1);
        ada.sends(ada.chatWith(Person.signsUp(server)), "nobody else's business");
        log = new Audited(WORK, server);
        log.isSealed();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    /** As somebody with every right would, in spite of all triggers. */
    private void tamper(String statement) throws IOException, SQLException {
        Tables tables = Tables.in(server.dataFolder());
        try (Connection connection = DriverManager.getConnection(tables.url(), tables.user(), tables.password());
                Statement sql = connection.createStatement()) {
            sql.execute("SET session_replication_role = replica");
            sql.execute(statement);
        }
    }

    private String positionOf(String what) throws IOException, SQLException {
        return Tables.in(server.dataFolder())
                .column("SELECT " + what + "(position) FROM events.event WHERE aggregate_id = '" + chat
                        + "' AND type LIKE '%MessageSent'")
                .get(0);
    }

    @Test
    void aConversationIsProvedElsewhereWithThePublicKeyAndAPublishedRoot() throws IOException {
        log.answers("root", "--publish", path("root.json"));
        log.answers("proof", chat, "--out", path("chat.jsonl"), "--root", path("root.json"));
        String pem = ada.get("/v1/signing-keys")
                .send()
                .expect(200)
                .json()
                .at("/items/0/publicKey")
                .stringValue();
        Files.writeString(folder.resolve("key.pem"), pem);
        server.stop();
        Map<String, String> elsewhere = Map.of("PARLEY_DATA_DIR", path("none"));

        Jar.Run held =
                log.asks(elsewhere, "check", path("chat.jsonl"), "--key", path("key.pem"), "--root", path("root.json"));

        assertThat(held.exitCode()).as(held.output()).isZero();
        assertThat(held.words()).contains("It holds", chat, "history of the published root");
        String bundle = Files.readString(folder.resolve("chat.jsonl"));
        assertThat(bundle).doesNotContain("eight").contains("MessageSent", "Receipt");
        Files.writeString(folder.resolve("altered.jsonl"), bundle.replaceFirst("\"sequence\":1,", "\"sequence\":9,"));
        Jar.Run altered = log.asks(elsewhere, "check", path("altered.jsonl"), "--key", path("key.pem"));
        assertThat(altered.exitCode()).as(altered.output()).isEqualTo(1);
        assertThat(altered.words()).contains("does NOT hold");
    }

    @Test
    void aSuperuserWhoChangesAMessageIsFoundOutAndThePlaceIsNamed() throws Exception {
        String position = positionOf("max");
        tamper("UPDATE events.event SET payload = set_byte(payload, 40, get_byte(payload, 40) # 1) WHERE position = "
                + position);

        Jar.Run found = log.asks("verify");
        Jar.Run inTheChat = log.asks("verify", "--chat", chat);

        assertThat(found.exitCode()).as(found.output()).isEqualTo(1);
        assertThat(found.words())
                .contains("position " + position + ": not what was sealed (MessageSent of " + chat + ")", "NOT all")
                .containsOnlyOnce("WRONG");
        assertThat(inTheChat.exitCode()).as(inTheChat.output()).isEqualTo(1);
    }

    @Test
    void aSuperuserWhoDropsAMessageIsFoundOut() throws Exception {
        String position = positionOf("min");
        tamper("DELETE FROM events.event WHERE position = " + position);

        Jar.Run found = log.asks("verify");

        assertThat(found.exitCode()).as(found.output()).isEqualTo(1);
        assertThat(found.words()).contains("position " + position + ": missing").containsOnlyOnce("WRONG");
    }

    @Test
    void whoeverCutsTheLogOffIsFoundOutByARootThatWasKeptElsewhere() throws Exception {
        log.answers("root", "--publish", path("root.json"));
        tamper("DELETE FROM events.event WHERE position >= " + positionOf("min"));
        tamper("DELETE FROM events.seal WHERE last_position > (SELECT max(position) FROM events.event)");

        Jar.Run found = log.asks("verify", "--root", path("root.json"));

        assertThat(found.exitCode()).as(found.output()).isEqualTo(1);
        assertThat(found.words()).contains("cut off");
        Eventually.holds(LIMIT, () -> assertThat(server.api()
                        .get("/actuator/prometheus")
                        .send()
                        .expect(200)
                        .body())
                .containsPattern("(?m)^parley_sealing_broken\\S* 1"));
    }

    @Test
    void theLogIsShownWithoutWhatWasSaid() {
        assertThat(log.answers("log", "--chat", chat))
                .contains(" POSITION  TIME (UTC)", "DirectChatOpened", "MessageSent", "ReceiptAdvanced");
        String lines = log.answers("log", "--chat", chat, "--type", "MessageSent", "--json");

        assertThat(lines.lines().filter(line -> line.startsWith("{")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"type\":\"MessageSent\"", chat));
        assertThat(lines).doesNotContain("agreed on eight");
        assertThat(log.answers("log", "--last", "1", "--csv")).contains("position,recordedAt,type");
    }

    @Test
    void whatBecameOfAMessageIsShown() {
        String message = ada.get("/v1/chats/" + chat + "/messages")
                .send()
                .expect(200)
                .json()
                .at("/items/1/messageId")
                .stringValue();

        assertThat(log.answers("show", message, "--ids"))
                .contains("chat      " + chat + ", number 1", "sent by " + ada.id())
                .contains("delivered to and read by " + ben.id(), "request");
        assertThat(log.asks("show", chat).exitCode()).isEqualTo(1);
    }

    @Test
    void aConversationIsShownAsItWas() throws Exception {
        String before = Long.toString(Long.parseLong(positionOf("max")) - 1);

        assertThat(log.answers("chat", chat))
                .contains("opened   ", "member   " + ben.id() + "  peer, delivered 1, read 1", "message  2  ");
        assertThat(log.answers("chat", chat, "--as-of", before))
                .contains("message  1  ")
                .doesNotContain("message  2  ");
        assertThat(log.answers("diff", chat, "--from", before))
                .contains("+ message  2  ")
                .doesNotContain("message  1  ");
        assertThat(log.asks("chat", chat, "--as-of", "2020-01-01").exitCode()).isEqualTo(1);
    }

    @Test
    void aPurgeDoesNotBreakTheChain() {
        log.answers("root", "--publish", path("root.json"));
        ada.purges(chat).expect(204);
        Eventually.holds(LIMIT, () -> ben.get("/v1/chats/" + chat).send().expect(410));
        log.isSealed();

        assertThat(log.answers("verify", "--root", path("root.json"))).contains("published roots of this history: 1");
        log.answers("proof", chat, "--out", path("purged.jsonl"));
        log.answers("check", path("purged.jsonl"));
    }

    @Test
    void aRestoredLogIsOfTheSameHistoryAndGoesOnFromIt() {
        log.answers("root", "--publish", path("root.json"));
        Jar.Run backup = Jar.run(WORK, server.environment(), "backup", path("monday"));
        assertThat(backup.exitCode()).as(backup.output()).isZero();

        try (Server another = Restored.of(server, WORK + "-restored", path("monday"))) {
            Audited there = new Audited(WORK, another);
            ada.at(another).sends(chat, "And on it goes");
            there.isSealed();

            assertThat(there.answers("verify", "--root", path("root.json")))
                    .contains("published roots of this history: 1");
        }
    }
}
