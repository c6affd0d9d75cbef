package io.parley.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.parley.audit.testing.LiveSide;
import io.parley.audit.testing.Talk;
import io.parley.projection.cleaning.ViewsCleaner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ReplaysTest extends ReplayedTalk {

    private static final List<String> TALKED_OF = List.of("chat", "history", "inbox", "receipt", "mailbox");

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
    void whatOneVersionHasBegunIsNotFinishedByAnotherButTheWayBackIsAnybodys() throws Exception {
        try (LiveSide live = live("receipt")) {
            Replays one = of("1.0");
            Replays other = of("1.1");
            one.start("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).parley()).isEqualTo("1.0");

            refused("Parley 1.0 began the replay", () -> other.resume("receipt", ReplayProgress.SILENT));
            refused("Parley 1.0 began the replay", () -> other.compare("receipt", 1, ReplayProgress.SILENT));
            refused("Parley 1.0 began the replay", () -> other.switchOver("receipt", ReplayProgress.SILENT));
            assertThat(one.resume("receipt", ReplayProgress.SILENT)).isTrue();
            one.switchOver("receipt", ReplayProgress.SILENT);
            other.switchBack("receipt", ReplayProgress.SILENT);
            refused("Parley 1.0 began the replay", () -> other.switchOver("receipt", ReplayProgress.SILENT));
            other.drop("receipt");
            assertThat(other.start("receipt", ReplayProgress.SILENT)).isTrue();
        }
    }

    private Replays of(String version) {
        return new Replays(log.connector(), ProjectionSource.of(version, projections), 50);
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
}
