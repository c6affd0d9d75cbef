package io.parley.infra.backup;

import io.parley.infra.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections for work that takes as long as it takes. */
final class Database {

    static final String BACKUP = "parley-backup";
    static final String RESTORE = "parley-restore";

    private Database() {}

    /**
     * Opens one.
     *
     * @param name by which the database knows who works
     */
    static Connection open(DatabaseServer server, String name) {
        try {
            return server.connect(name);
        } catch (SQLException e) {
            throw new BackupProblem("The database cannot be used: %s.".formatted(firstLine(e)), e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** The reason, without what the database has to add, which may quote rows. */
    static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("it does not say why");
    }
}
