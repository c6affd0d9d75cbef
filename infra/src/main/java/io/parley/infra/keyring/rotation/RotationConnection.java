package io.parley.infra.keyring.rotation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A connection of its own that holds the right to rotate keys, over all nodes on a database, for as long as it is open; and on which
 * is done what must not be in a transaction. For one thread, but {@link #close} may be called by any.
 */
final class RotationConnection implements AutoCloseable {

    /** "rota" in ASCII, twice. */
    private static final int RIGHT = 0x726F7461;

    private final Connection connection;

    private RotationConnection(Connection connection) {
        this.connection = connection;
    }

    /** Where connections come from: outside the pool, whose connections have time-outs that this one must not have. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** One that has the right; empty if another node has it. */
    static Optional<RotationConnection> tryOpen(Source source) throws SQLException {
        RotationConnection opened = new RotationConnection(source.open());
        if (opened.isTrue("SELECT pg_try_advisory_lock(%d, %d)".formatted(RIGHT, RIGHT))) {
            return Optional.of(opened);
        }
        opened.close();
        return Optional.empty();
    }

    /** Makes sure that the connection, and so the right, is still there. */
    void require() {
        try {
            isTrue("SELECT true");
        } catch (SQLException e) {
            throw new LostRotationException("the connection to the database was lost");
        }
    }

    /** Frees the room of rows as they were before, and of those that went. */
    void vacuum() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) work.keyring");
            statement.execute("VACUUM (ANALYZE) work.shredded_key");
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already, or will be found dead by the database.
        }
    }
}
