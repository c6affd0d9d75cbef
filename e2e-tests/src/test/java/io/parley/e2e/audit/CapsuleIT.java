package io.parley.e2e.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident goes into a file, and happens again from it on a machine that has nothing else. */
class CapsuleIT {

    private static final String WORK = "capsule";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** As somebody's bug might write it: a time that no table can take. */
    private static final String BAD_TIME = """
            INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id, sequence_number, type, revision, payload,
                metadata, recorded_at)
            SELECT position + 1, gen_random_uuid(), aggregate_type, aggregate_id, sequence_number + 1, type, revision,
                convert_to((convert_from(payload, 'UTF8')::jsonb || jsonb_build_object('sentAt', '+300000-01-01T00:00:00Z',
                    'sequence', 3, 'messageId', gen_random_uuid()))::text, 'UTF8'),
                metadata, now()
            FROM events.event ORDER BY position DESC LIMIT 1""";

    @TempDir
    private Path folder;

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private Audited log;
    private Path file;

    @BeforeEach
    void talk() {
        server = Server.start(WORK, Map.of("PARLEY_INCIDENTS_EVERY", "200ms"));
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
        ada.sends(chat, "before it all");
        log = new Audited(WORK, server);
        file = folder.resolve("incident.zip");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Jar.Run happensAgain(String... more) {
        List<String> command = new ArrayList<>(List.of("replay", "capsule", file.toString(), "--exit"));
        command.addAll(List.of(more));
        return Jar.run(WORK, Map.of(), command.toArray(String[]::new));
    }

    private String inside() throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    all.append(new String(in.readAllBytes(), UTF_8));
                }
            }
        }
        return all.toString();
    }

    @Test
    void anIncidentHappensAgainAsItDidWithNothingThatSomebodySaid() throws Exception {
        OperatorAtWork operator = OperatorAtWork.of(server, WORK);
        String from = Instant.now().toString();
        operator.runs("shed", "typing", "--for", "10m");
        ada.sends(chat, "in the middle of it");
        String group = ben.opensGroup("secret title", ada);
        ben.sends(group, "to the group");
        TimeUnit.MILLISECONDS.sleep(1_500);
        ben.marksRead(chat, 2);

        String written = log.answers("capsule", "--from", from, "--out", file.toString());

        assertThat(written.replaceAll("\\s+", " ")).contains("levels 1 decision", "by 1 node", "held back 0 events");
        assertThat(inside())
                .contains(ada.id(), ben.id(), "parley.db.pool-size", "jvm.memory.used")
                .doesNotContain(
                        "before it all", "in the middle", "to the group", "secret title", ada.password(), ada.handle());
        long began = System.nanoTime();
        Jar.Run again = happensAgain();
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.words()).contains("an operator had typing given up", "All of it was handled.");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void theServerOfAnIncidentShowsWhatItWasAndBeginsNothingByItself() throws Exception {
        String temporary = ada.opensTemporaryChat(Person.signsUp(server), Duration.ofSeconds(2));
        ada.sends(temporary, "has its end by now");
        log.answers("capsule", "--from", "1", "--out", file.toString());
        Path data = folder.resolve("data");

        Jar.Run again = happensAgain("--speed", "max", "--data", data.toString());

        assertThat(again.exitCode()).as(again.output()).isZero();
        Map<String, String> there = new HashMap<>(Map.of("PARLEY_DATA_DIR", data.toString()));
        String then = log.answers("log", "--to", "10", "--json");
        assertThat(log.asks(there, "log", "--to", "10", "--json").output()).isEqualTo(then);
        assertThat(log.asks(there, "chat", chat).output()).contains("encrypted").doesNotContain("before it all");
        assertThat(log.asks(there, "log", "--type", "MessagesExpired").output()).doesNotContain("MessagesExpired");
        Jar.Run occupied = happensAgain("--data", data.toString());
        assertThat(occupied.exitCode()).isEqualTo(2);
        assertThat(occupied.output()).contains("--data must be an empty folder");
    }

    @Test
    void whatCouldNotBeHandledCannotBeAgainOrCanAndBothIsSaid() throws Exception {
        sql("ALTER TABLE views.message ADD CONSTRAINT broken CHECK (sequence <> 2) NOT VALID");
        ada.sends(chat, "not in the history");
        sql(BAD_TIME);
        Eventually.holds(LIMIT, () -> assertThat(
                        log.asks("doctor", "--only", "dead-letters").words())
                .contains("projection history holds back 2 of " + chat));
        log.answers("capsule", "--from", "1", "--out", file.toString());

        Jar.Run again = happensAgain("--speed", "max");

        assertThat(again.exitCode()).as(again.output()).isEqualTo(1);
        assertThat(again.words())
                .containsPattern("WRONG history holds back MessageSent at position \\d+ [^:]*: .*, as then")
                .containsPattern("note history held back what was at position \\d+ then, and took it this time")
                .contains("NOT all of it was handled.");
    }

    @Test
    void whatWasSaidIsInItOnlyForWhomItMayBe() throws Exception {
        OperatorAtWork ann = OperatorAtWork.of(server, WORK);
        OperatorAtWork eve = OperatorAtWork.whoReveals(server, WORK);
        String[] command = {
            "audit", "capsule", "--from", "1", "--out", file.toString(), "--reveal", "--reason", "case 9"
        };
        Map<String, String> both = new HashMap<>(server.environment());
        both.put("PARLEY_URL", server.api().base().toString());

        both.put("PARLEY_OPERATOR_TOKEN", ann.token());
        Jar.Run refused = Jar.run(WORK, both, command);
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(file).doesNotExist();

        both.put("PARLEY_OPERATOR_TOKEN", eve.token());
        Jar.Run revealed = Jar.run(WORK, both, command);
        assertThat(revealed.exitCode()).as(revealed.output()).isZero();
        assertThat(revealed.words()).contains("texts 1 message, readable");
        assertThat(inside()).contains("before it all");
        assertThat(log.answers("log", "--type", "AuditLogRead", "--json")).contains("case 9");
    }

    @Test
    void whatIsNoCapsuleIsRefusedInOneSentence() throws Exception {
        Files.writeString(file, "nonsense");
        Jar.Run nonsense = happensAgain();
        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(nonsense.output().strip()).isEqualTo(file + " cannot be run: it is no capsule, or was damaged.");
        assertThat(happensAgain("--speed", "0").output()).contains("neither a number from 0.01 on nor max");
        Jar.Run never = log.asks("capsule", "--from", "2020-01-02", "--to", "2020-01-01", "--out", file.toString());
        assertThat(never.exitCode()).isEqualTo(1);
        assertThat(never.words()).contains("There is no such stretch of the log: it would end");
    }

    /** As somebody with every right would. */
    private void sql(String statement) throws IOException, SQLException {
        Tables tables = Tables.in(server.dataFolder());
        try (Connection connection = DriverManager.getConnection(tables.url(), tables.user(), tables.password());
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
