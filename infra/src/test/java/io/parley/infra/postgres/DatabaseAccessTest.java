package io.parley.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Against the real programs, on a folder that is made once. */
class DatabaseAccessTest {

    private static final DatabaseProperties EMBEDDED = properties("");

    @TempDir
    private static Path data;

    @Test
    void aDatabaseThatRunsIsUsedAndGoesOn() {
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres running = EmbeddedPostgres.start(folder, 10, StartupProgress.silent())) {
            try (DatabaseServer reached = DatabaseAccess.reach(EMBEDDED, data, StartupProgress.silent())) {
                assertThat(reached.jdbcUrl()).isEqualTo(running.jdbcUrl());
                assertThat(answer(reached)).isOne();
            }
            assertThat(answer(running)).isOne();
        }
    }

    @Test
    void aDatabaseThatStandsStillIsStartedAndStoppedAndHeldInBetween() {
        try (DatabaseServer taken = DatabaseAccess.take(EMBEDDED, data, StartupProgress.silent())) {
            assertThat(answer(taken)).isOne();
        }
        try (DatabaseServer reached = DatabaseAccess.reach(EMBEDDED, data, StartupProgress.silent())) {
            assertThat(answer(reached)).isOne();
            assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> DataFolder.open(data));
        }
        DataFolder.open(data).close();
    }

    @Test
    void aFolderOnWhichAServerRunsIsNotTaken() {
        try (DataFolder folder = DataFolder.open(data)) {
            assertThat(folder.path()).isEqualTo(data);
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(() -> DatabaseAccess.take(EMBEDDED, data, StartupProgress.silent()))
                    .withMessageContaining("in use by another Parley");
        }
    }

    @Test
    void whereThereIsNoDatabaseNoneIsMadeToReachIt() {
        Path nowhere = data.resolve("nowhere");

        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> DatabaseAccess.reach(EMBEDDED, nowhere, StartupProgress.silent()))
                .withMessageContaining("There is no database in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void anOutsideOneIsSomebodyElses() {
        DatabaseProperties outside = properties("jdbc:postgresql://db.example/parley");

        assertThat(DatabaseAccess.take(outside, data, StartupProgress.silent()).jdbcUrl())
                .isEqualTo(outside.url());
        assertThat(DatabaseAccess.reach(outside, data, StartupProgress.silent()).jdbcUrl())
                .isEqualTo(outside.url());
    }

    private static int answer(DatabaseServer server) {
        return JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()))
                .sql("SELECT 1")
                .query(Integer.class)
                .single();
    }

    private static DatabaseProperties properties(String url) {
        Duration any = Duration.ofSeconds(5);
        return new DatabaseProperties(url, "somebody", "", "", "", 10, any, any, any);
    }
}
