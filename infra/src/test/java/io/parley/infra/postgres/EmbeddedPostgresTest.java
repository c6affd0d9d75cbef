package io.parley.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProgress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    private Path temp;

    @Test
    void whatWasCommittedIsThereAfterARestart() throws SQLException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            try (EmbeddedPostgres postgres = start(folder)) {
                run(postgres, "CREATE TABLE kept (word text)");
                run(postgres, "INSERT INTO kept VALUES ('ahoi')");
            }
            try (EmbeddedPostgres postgres = start(folder)) {
                assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("ahoi");
            }
        }
    }

    private static EmbeddedPostgres start(DataFolder folder) {
        return EmbeddedPostgres.start(folder, 10, StartupProgress.silent());
    }

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
