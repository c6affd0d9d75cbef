package io.parley.audit.replay;

import io.parley.audit.Connector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Holds the processor that fills the tables that serve at its place, for a moment: nothing is committed to them by it while this
 * stands. It is a transaction, so that whoever dies lets go.
 */
final class Fence implements AutoCloseable {

    /** Whoever only hangs lets go as well. */
    private static final String LETS_GO = "SET LOCAL idle_in_transaction_session_timeout = '20s'";

    private static final String PATIENCE = "SET LOCAL lock_timeout = '5s'";

    private final Connection connection;
    private final JdbcOperations jdbc;
    private final List<Long> positions;

    private Fence(Connection connection, JdbcOperations jdbc, List<Long> positions) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.positions = positions;
    }

    static Fence raise(Connector connector, LiveTokens tokens) throws SQLException {
        Connection connection = connector.open();
        try {
            connection.setAutoCommit(false);
            JdbcOperations jdbc = OneConnection.statementsOn(connection);
            jdbc.execute(LETS_GO);
            jdbc.execute(PATIENCE);
            return new Fence(connection, jdbc, tokens.hold(jdbc));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Up to where what serves follows from the log, that of the segment that is ahead of all others. */
    long position() {
        return positions.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Up to where all that serves follows from the log. */
    long behind() {
        return positions.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /** Whether all segments stand at the same place. */
    boolean isEven() {
        return positions.stream().distinct().count() == 1;
    }

    /** What is done with it is done in its transaction. */
    JdbcOperations jdbc() {
        return jdbc;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // the database rolls back what was not committed
    }
}
