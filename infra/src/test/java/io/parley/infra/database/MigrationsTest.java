package io.parley.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.startup.StartupProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @ParameterizedTest
    @EnumSource(Schema.class)
    void eachSchemaHasAHistoryOfItsOwn(Schema schema) {
        new Migrations(database).run();

        assertThat(jdbc.sql("SELECT count(*) FROM %s.flyway_schema_history".formatted(schema.sqlName()))
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void whatIsUpToDateStaysAsItIs() {
        new Migrations(database).run();
        jdbc.sql("CREATE TABLE work.mark ()").update();

        new Migrations(database).run();

        assertThat(jdbc.sql("SELECT count(*) FROM work.mark").query(Long.class).single())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Schema.class)
    void aDatabaseOfANewerVersionIsRefusedInOneSentence(Schema schema) {
        new Migrations(database).run();
        jdbc.sql("""
                        INSERT INTO %s.flyway_schema_history (installed_rank, version, description, type, script,
                            checksum, installed_by, execution_time, success)
                        VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true)
                        """.formatted(schema.sqlName())).update();

        assertThatThrownBy(() -> new Migrations(database).run())
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        "The database was migrated by a newer version of Parley (schema \"%s\" has migration 999): start that version or a later one."
                                .formatted(schema.sqlName()));
    }

    @Test
    void aMigrationThatWasChangedAfterwardsIsRefused() {
        new Migrations(database).run();
        jdbc.sql("UPDATE work.flyway_schema_history SET checksum = 1 WHERE version = '1'")
                .update();

        assertThatThrownBy(() -> new Migrations(database).run())
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("schema \"work\" cannot be brought up to date");
    }
}
