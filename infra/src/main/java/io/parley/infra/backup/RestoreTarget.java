package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import io.parley.infra.nodes.Nodes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database that a restore writes to: nobody else may work on it, and nothing that matters may be in it. */
final class RestoreTarget {

    private static final String OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid() AND application_name LIKE 'parley%'";

    private final Connection connection;

    RestoreTarget(Connection connection) {
        this.connection = connection;
    }

    /**
     * Looks for nodes. One opens its connections before it asks whether a restore is under way, so that either sees the other.
     *
     * @throws BackupProblem if there is one
     */
    void refuseIfServed() throws SQLException {
        if (count(OTHERS) > 0 || Nodes.areOn(connection)) {
            throw new BackupProblem(
                    "A Parley is working on this database: stop all nodes first, or restore into another one.");
        }
    }

    /**
     * Looks for what a restore would mix up with its own.
     *
     * @throws BackupProblem if there are events or accounts that no interrupted restore has left
     */
    void refuseIfUsed() throws SQLException {
        if (isThere("events.restore") && count("SELECT count(*) FROM events.restore WHERE ended_at IS NULL") > 0) {
            return;
        }
        for (String table : List.of("events.event", "work.credentials")) {
            if (isThere(table) && count("SELECT count(*) FROM (SELECT FROM %s LIMIT 1)".formatted(table)) > 0) {
                throw new BackupProblem(
                        "There are events or accounts in this database already: restore into an empty data folder"
                                + " (PARLEY_DATA_DIR) or an empty database (PARLEY_DB_URL).");
            }
        }
    }

    /**
     * Looks whether all has a place here.
     *
     * @throws BackupProblem if a newer version has dumped what this one does not know
     */
    void requireColumns(PartFolder part) throws SQLException {
        for (Entry entry : part.manifest().files()) {
            boolean known = entry.table().equals(Table.ERASED)
                    || Columns.of(connection, entry.table()).containsAll(entry.columns());
            if (!known) {
                throw new BackupProblem("%s was written by a newer Parley (%s): restore it with that."
                        .formatted(part.path(), part.manifest().parley()));
            }
        }
    }

    long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private boolean isThere(String table) throws SQLException {
        return !Columns.of(connection, table).isEmpty();
    }
}
