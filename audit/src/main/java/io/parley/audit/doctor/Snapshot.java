package io.parley.audit.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.UUID;

/**
 * The database as it was at the first look. Rows are handed on as they come, so that any number of them takes little memory, and more may
 * be asked meanwhile.
 */
public final class Snapshot {

    private static final int FETCHED = 500;

    private static final String TOKENS = """
            SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM (
                SELECT CASE WHEN token IS NULL OR tokentype LIKE '%ReplayToken' THEN 0 ELSE
                    (jsonb_path_query_first(convert_from(token, 'UTF8')::jsonb, 'strict $.**.globalIndex')
                        #>> '{}')::bigint END AS at
                FROM work.token WHERE processorname = ?) segments""";

    private final Connection connection;

    /**
     * One by a connection.
     *
     * @param connection of which it has the only transaction
     */
    Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false); // else all rows are fetched at once
    }

    /** What takes a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    /**
     * Lets read tables change places with others only when the check is over, or waits until they have. Comes before the first look, with
     * which the snapshot is taken: an older one would not see what came into the tables since, and those are found by their names.
     *
     * @param tables with their schema
     */
    void hold(String... tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ACCESS SHARE MODE");
        }
    }

    /** Hands on all rows of a query. */
    void each(String sql, Taker taker, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        }
    }

    /** The number that a query answers. */
    long number(String sql, Object... parameters) throws SQLException {
        long[] number = new long[1];
        each(sql, row -> number[0] = row.getLong(1), parameters);
        return number[0];
    }

    /** The last position of the log. */
    long head() throws SQLException {
        return number("SELECT coalesce(max(position), 0) FROM events.event");
    }

    /** How far a processor has got: its last segment, and its first; 0 if it has not begun, or begins again. */
    Range progressOf(String processor) throws SQLException {
        long[] both = new long[2];
        each(
                TOKENS,
                row -> {
                    both[0] = row.getLong(1);
                    both[1] = row.getLong(2);
                },
                processor);
        return new Range(both[0], both[1]);
    }

    Object uuids(Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    Object texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    /** Positions. */
    record Range(long low, long high) {}
}
