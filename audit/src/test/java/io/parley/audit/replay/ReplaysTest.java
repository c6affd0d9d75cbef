package io.parley.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.parley.audit.testing.LiveSide;
import io.parley.audit.testing.Talk;
import io.parley.audit.testing.TestLog;
import io.parley.infra.wiring.AllProjections;
import io.parley.projection.cleaning.ViewsCleaner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ReplaysTest {

    private static final int CHATS = 3;
    private static final int MESSAGES = 20;
    private static final List<String> TALKED_OF = List.of("chat", "history", "inbox", "receipt", "mailbox");

    private final TestLog log = TestLog.empty(5);
    private final Talk talk = new Talk(log);
    private final ProjectionSource projections = (jdbc, transactions) -> new AllProjections(jdbc, transactions).list();
    private final Replays replays = new Replays(log.connector(), projections, Replays.BATCH);

    @BeforeEach
    void talk() throws Exception {
        forgetAll();
        for (int chat = 0; chat < CHATS; chat++) {
            talk.open(chat);
        }
        for (int message = 1; message <= MESSAGES; message++) {
            for (int chat = 0; chat < CHATS; chat++) {
                talk.send(chat, message);
                talk.mark(chat, message, message - 1);
            }
        }
    }

    @AfterEach
    void forgetAll() throws Exception {
        for (Standing standing : replays.all()) {
            replays.drop(standing.projection());
        }
    }

    private LiveSide live(String projection) throws Exception {
        LiveSide live = new LiveSide(log, projection);
        live.handle();
        return live;
    }

    private Comparison compare(String projection) throws Exception {
        return replays.compare(projection, 10, ReplayProgress.SILENT);
    }

    private long rows(String table) {
        return log.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "chat", "history", "inbox", "receipt", "mailbox", "session", "degradation"})
    void whatIsRebuiltIsWhatServes(String projection) throws Exception {
        try (LiveSide live = live(projection)) {
            assertThat(replays.start(projection, ReplayProgress.SILENT)).isTrue();

            Comparison comparison = compare(projection);

            assertThat(comparison.isEqual()).as("%s", comparison).isTrue();
            assertThat(comparison.position()).isEqualTo(CHATS + 2 * CHATS * MESSAGES);
            assertThat(definitions("shadow", projection)).isEqualTo(definitions("views", projection));
            if (TALKED_OF.contains(projection)) {
                assertThat(comparison.tables())
                        .as("not nothing with nothing")
                        .anyMatch(table -> table.live().rows() > 0);
            }
        }
    }

    private List<String> definitions(String schema, String projection) throws Exception {
        try (Connection connection = log.connector().open()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            List<String> tables = ShadowSql.namesOf(
                    ProjectionSource.named(projection, projections.with(jdbc, new DataSourceTransactionManager())));
            assertThat(Definitions.of(jdbc, schema, tables)).hasSameSizeAs(tables);
            return Definitions.of(jdbc, schema, tables);
        }
    }

    @Test
    void whatServesIsLeftAlone() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc().sql("UPDATE views.receipt SET read = 999").update();

            replays.start("receipt", ReplayProgress.SILENT);

            assertThat(log.jdbc()
                            .sql("SELECT DISTINCT read FROM views.receipt")
                            .query(Long.class)
                            .list())
                    .containsExactly(999L);
            assertThat(rows("shadow.receipt")).isEqualTo(CHATS);
        }
    }

    @Test
    void aRowThatTheLogDoesNotSayIsShown() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc()
                    .sql("UPDATE views.receipt SET read = 999 WHERE chat_id = ?")
                    .param(Talk.chat(1))
                    .update();
            log.jdbc()
                    .sql("DELETE FROM views.receipt_step WHERE up_to = 7 AND chat_id = ?")
                    .param(Talk.chat(2))
                    .update();

            Comparison comparison = replays.prove("receipt", 10, ReplayProgress.SILENT);

            assertThat(comparison.isEqual()).isFalse();
            assertThat(comparison.tables().get(0).differences())
                    .satisfiesExactly(
                            live999 -> assertThat(live999.row()).contains("\"read\": 999"),
                            rebuilt -> assertThat(rebuilt.row())
                                    .contains("\"read\": 19", Talk.chat(1).toString()));
            assertThat(comparison.tables().get(1).differences())
                    .hasSize(2)
                    .allSatisfy(step -> assertThat(step.isLive()).isFalse())
                    .allSatisfy(step -> assertThat(step.row()).contains("\"up_to\": 7"));
            assertThat(replays.all()).isEmpty();
            assertThat(log.jdbc()
                            .sql("SELECT to_regclass('shadow.receipt')::text")
                            .query(String.class)
                            .optional())
                    .isEmpty();
        }
    }

    @Test
    void switchedItServesAndGoesOnAndThereIsAWayBack() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc().sql("UPDATE views.receipt SET read = 999").update();
            replays.start("receipt", ReplayProgress.SILENT);
            talk.mark(0, MESSAGES, MESSAGES);
            live.handle();

            long position = replays.switchOver("receipt", ReplayProgress.SILENT);

            assertThat(position).isEqualTo(CHATS + 2 * CHATS * MESSAGES + 1);
            assertThat(marks("views")).containsExactly(20L, 19L, 19L);
            talk.mark(1, MESSAGES, MESSAGES);
            live.handle();
            assertThat(marks("views")).containsExactly(20L, 20L, 19L);
            assertThat(marks("shadow")).containsExactly(999L, 999L, 999L);

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).as("what was wrong is wrong again").containsExactly(999L, 999L, 999L);
            assertThat(marks("shadow")).containsExactly(20L, 20L, 19L);
            assertThat(compare("receipt").isEqual()).isFalse();
        }
    }

    private List<Long> marks(String schema) {
        return log.jdbc()
                .sql("SELECT read FROM " + schema + ".receipt ORDER BY chat_id")
                .query(Long.class)
                .list();
    }

    @Test
    void theWayBackBringsWhatCameMeanwhile() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", ReplayProgress.SILENT);
            replays.switchOver("receipt", ReplayProgress.SILENT);
            talk.mark(1, MESSAGES, MESSAGES);
            live.handle();

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).containsExactly(19L, 20L, 19L);
            assertThat(replays.all().get(0).switchedAt()).isNull();
            assertThat(compare("receipt").isEqual()).isTrue();
        }
    }

    @Test
    void chatsThatAreGoneAreGoneInBoth() throws Exception {
        talk.purge(1, MESSAGES);
        try (LiveSide live = live("history");
                Connection connection = log.connector().open()) {
            var dataSource = new SingleConnectionDataSource(connection, true);
            var cleaner =
                    new ViewsCleaner(new JdbcTemplate(dataSource), new DataSourceTransactionManager(dataSource), 7);
            replays.start("history", ReplayProgress.SILENT);
            assertThat(rows("views.message")).isEqualTo(CHATS * MESSAGES);
            assertThat(rows("shadow.message")).isEqualTo((CHATS - 1) * MESSAGES);

            Comparison early = compare("history");

            assertThat(early.isEqual())
                    .as("the live side is not through with it: %s", early)
                    .isTrue();
            assertThat(early.leaving()).isEqualTo(1);
            while (cleaner.step()) {}
            log.jdbc().sql("UPDATE views.gone_chat SET due_at = NULL").update();
            Comparison late = compare("history");
            assertThat(late.isEqual()).as("%s", late).isTrue();
            assertThat(late.leaving()).isZero();

            replays.switchOver("history", ReplayProgress.SILENT);
            assertThat(log.jdbc()
                            .sql("SELECT deleted FROM views.deletion")
                            .query(Long.class)
                            .list())
                    .containsExactly((long) MESSAGES);
            assertThat(rows("views.gone_chat")).isEqualTo(1);
            assertThat(rows("shadow.gone_chat")).isEqualTo(1);
        }
    }

    @Test
    void whatTheFormerHeldBackIsHeldBackNoMore() throws Exception {
        try (LiveSide live = live("receipt")) {
            heldBack("receipt");
            heldBack("chat");
            replays.start("receipt", ReplayProgress.SILENT);
            assertThat(compare("receipt").heldBack()).isEqualTo(1);

            replays.switchOver("receipt", ReplayProgress.SILENT);

            assertThat(log.jdbc()
                            .sql("SELECT processinggroup FROM work.dead_letter")
                            .query(String.class)
                            .list())
                    .containsExactly("chat");
            assertThat(log.jdbc()
                            .sql("SELECT projection FROM views.held_back")
                            .query(String.class)
                            .list())
                    .containsExactly("chat");
        }
    }

    private void heldBack(String projection) {
        log.jdbc()
                .sql("INSERT INTO work.dead_letter (deadletteridentifier, processinggroup, sequenceidentifier,"
                        + " sequenceindex, messagetype, eventidentifier, timestamp, payloadtype, payload, enqueuedat)"
                        + " VALUES (?, ?, 's', 0, 'm', 'e', 't', 'p', '', 'now')")
                .params(projection, projection)
                .update();
        log.jdbc()
                .sql("INSERT INTO views.held_back VALUES (?, 'e', ?, ?)")
                .params(projection, Talk.chat(0), Talk.ADA)
                .update();
    }

    @Test
    void whoeverIsStoppedGoesOnWhereItWas() throws Exception {
        try (LiveSide live = live("receipt")) {
            ReplayProgress pausing = (events, position, goal) -> pause();
            ReplayProgress dying = (events, position, goal) -> {
                throw new IllegalStateException("killed");
            };

            assertThat(small().start("receipt", pausing)).isFalse();
            long first = replays.all().get(0).position();
            assertThat(first).isPositive().isLessThan(CHATS + 2 * CHATS * MESSAGES);
            assertThat(replays.all().get(0).paused()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> small().resume("receipt", dying));
            assertThat(replays.all().get(0).position()).isGreaterThan(first);
            assertThat(small().resume("receipt", ReplayProgress.SILENT)).isTrue();

            assertThat(compare("receipt").isEqual()).isTrue();
            assertThat(replays.all().get(0).events()).isEqualTo(CHATS + 2 * CHATS * MESSAGES);
        }
    }

    private Replays small() {
        return new Replays(log.connector(), projections, 50);
    }

    private void pause() {
        try {
            replays.pause("receipt");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoeverWaitsForItHearsOfAPause() throws Exception {
        try (LiveSide live = live("receipt")) {
            ReplayProgress pausing = (events, position, goal) -> pause();
            slow().start("receipt", pausing);

            refused("It was paused", () -> slow().compare("receipt", 1, pausing));
            refused("It was paused", () -> slow().switchOver("receipt", pausing));
            assertThat(replays.all().get(0).switchedAt()).isNull();
            refused("There is a replay", () -> replays.prove("receipt", 1, ReplayProgress.SILENT));
            replays.drop("receipt");
            refused("It was paused", () -> slow().prove("receipt", 1, pausing));
            assertThat(replays.all()).isEmpty();
        }
    }

    private Replays slow() {
        return new Replays(log.connector(), projections, 5);
    }

    @Test
    void whatAProofLeftThatDiedIsNobodys() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", ReplayProgress.SILENT);
            log.jdbc().sql("UPDATE work.replay SET for_proof = true").update();

            assertThat(replays.prove("receipt", 1, ReplayProgress.SILENT).isEqual())
                    .isTrue();
            assertThat(replays.all()).isEmpty();
        }
    }

    @Test
    void tablesThatHaveChangedSinceAreNotSwitchedTo() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", ReplayProgress.SILENT);
            log.jdbc().sql("CREATE INDEX receipt_new ON views.receipt (read)").update();

            refused("start anew", () -> replays.switchOver("receipt", ReplayProgress.SILENT));

            assertThat(replays.all().get(0).switchedAt()).isNull();
            assertThat(rows("views.receipt")).isEqualTo(CHATS);
        } finally {
            log.jdbc().sql("DROP INDEX IF EXISTS views.receipt_new").update();
        }
    }

    @Test
    void theWayBackBeginsWhereTheFormerHeldSomethingBack() throws Exception {
        try (LiveSide live = live("receipt")) {
            heldBack("receipt");
            log.jdbc()
                    .sql("UPDATE work.dead_letter SET token = convert_to('{\"globalIndex\":50}', 'UTF8')")
                    .update();
            log.jdbc()
                    .sql("DELETE FROM views.receipt WHERE chat_id = ?")
                    .param(Talk.chat(0))
                    .update();
            replays.start("receipt", ReplayProgress.SILENT);
            replays.switchOver("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).position()).isEqualTo(49);

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).containsExactly(19L, 19L, 19L);
        }
    }

    @Test
    void whereSegmentsStandApartTheFurthestIsReachedAndNothingCompared() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc()
                    .sql("INSERT INTO work.token (processorname, segment, token, tokentype) SELECT processorname, 1,"
                            + " convert_to('{\"globalIndex\":60}', 'UTF8'), tokentype FROM work.token")
                    .update();
            Replays few = new Replays(log.connector(), projections, 2, 50);
            few.start("receipt", ReplayProgress.SILENT);

            refused("never at the same position", () -> few.compare("receipt", 1, ReplayProgress.SILENT));
            assertThat(few.switchOver("receipt", ReplayProgress.SILENT)).isEqualTo(CHATS + 2 * CHATS * MESSAGES);
            assertThat(replays.all().get(0).position()).isEqualTo(60);
        }
    }

    @Test
    void oneAtATimeWorksOnIt() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", (events, position, goal) -> {
                refused("just now", () -> replays.resume("receipt", ReplayProgress.SILENT));
                refused("just now", () -> replays.drop("receipt"));
                refused("just now", () -> replays.switchOver("receipt", ReplayProgress.SILENT));
            });
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        refused("No server has filled", () -> {
            log.jdbc().sql("DELETE FROM work.token").update();
            replays.start("receipt", ReplayProgress.SILENT);
        });
        try (LiveSide live = live("receipt")) {
            refused("no projection \"letters\"", () -> replays.start("letters", ReplayProgress.SILENT));
            refused("There is no replay", () -> replays.resume("receipt", ReplayProgress.SILENT));
            refused("There is no replay", () -> replays.pause("receipt"));
            refused("There is no replay", () -> replays.drop("receipt"));
            refused("There is no replay", () -> compare("receipt"));
            replays.start("receipt", ReplayProgress.SILENT);
            refused("already", () -> replays.start("receipt", ReplayProgress.SILENT));
            refused("already", () -> replays.prove("receipt", 1, ReplayProgress.SILENT));
            refused("was not switched", () -> replays.switchBack("receipt", ReplayProgress.SILENT));
            replays.switchOver("receipt", ReplayProgress.SILENT);
            refused("switched already", () -> replays.switchOver("receipt", ReplayProgress.SILENT));
            log.jdbc().sql("UPDATE work.replay SET tables = '{receipt}'").update();
            refused("Another version", () -> replays.resume("receipt", ReplayProgress.SILENT));
            log.jdbc()
                    .sql("UPDATE work.replay SET tables = '{receipt,receipt_step}'")
                    .update();
        }
    }

    /** What somebody asks. */
    interface Asked {
        void ask() throws Exception;
    }

    private static void refused(String why, Asked asked) {
        assertThatExceptionOfType(ReplayRefusal.class).isThrownBy(asked::ask).withMessageContaining(why);
    }

    @Test
    void tablesThatSomebodyHoldsAreLeftWhereTheyAre() throws Exception {
        try (LiveSide live = live("receipt");
                Connection reader = log.connector().open()) {
            replays.start("receipt", ReplayProgress.SILENT);
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT * FROM views.receipt");

            refused("Nothing was changed", () -> new Replays(log.connector(), projections, 2, 50)
                    .switchOver("receipt", ReplayProgress.SILENT));

            assertThat(replays.all().get(0).switchedAt()).isNull();
            reader.rollback();
            replays.switchOver("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).switchedAt()).isNotNull();
        }
    }
}
