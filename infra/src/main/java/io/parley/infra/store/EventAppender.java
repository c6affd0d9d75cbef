package io.parley.infra.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds events to the log, in the transaction of whoever calls.
 *
 * <p>Lock and insert are two statements in one round trip: the insert's snapshot is taken after the lock was got, so
 * {@code max(position)} sees whatever the lock's holder before had committed. The lock lasts until this transaction ends, so
 * positions are gapless and in order of commit, with any number of writers and nodes.
 */
final class EventAppender {

    /** Names the log among advisory locks: "parley" in ASCII. Whoever appends by hand must take the same. */
    private static final long LOG_LOCK = 0x7061726C6579L;

    /** Takes the log's lock until the transaction ends. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(" + LOG_LOCK + ")";

    private static final String APPEND = LOCK
            + "; INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id, sequence_number, type,"
            + " revision, payload, metadata, recorded_at)"
            + " SELECT (SELECT coalesce(max(position), 0) FROM events.event) + e.number, e.event_id, e.aggregate_type,"
            + " e.aggregate_id, e.sequence_number, e.type, e.revision, e.payload, e.metadata, e.recorded_at"
            + " FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[],"
            + " ?::timestamptz[]) WITH ORDINALITY AS e (event_id, aggregate_type, aggregate_id, sequence_number, type,"
            + " revision, payload, metadata, recorded_at, number)"
            + " RETURNING position";

    private static final String CLASHES = LOCK
            + "; SELECT e.number, EXISTS (SELECT FROM events.event o WHERE o.event_id = e.event_id),"
            + " EXISTS (SELECT FROM events.event o WHERE o.aggregate_id = e.aggregate_id"
            + " AND o.sequence_number = e.sequence_number)"
            + " FROM unnest(?::uuid[], ?::text[], ?::bigint[])"
            + " WITH ORDINALITY AS e (event_id, aggregate_id, sequence_number, number)";

    private final JdbcTemplate jdbc;

    EventAppender(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Appends events in order. Returns the position of the last one. */
    long append(EventColumns events) {
        Long last = jdbc.execute((ConnectionCallback<Long>) connection -> insert(connection, events));
        if (last == null) {
            throw new IllegalStateException("an append returned no position");
        }
        return last;
    }

    /**
     * Takes the log's lock until the transaction ends, and tells which of the events can then not be appended.
     *
     * @return what stands in the way, by the event's place in the list
     */
    Map<Integer, Clash> lockAndFindClashes(EventColumns events) {
        Map<Integer, Clash> clashes =
                jdbc.execute((ConnectionCallback<Map<Integer, Clash>>) connection -> findClashes(connection, events));
        return clashes == null ? Map.of() : clashes;
    }

    private static Map<Integer, Clash> findClashes(Connection connection, EventColumns events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLASHES)) {
            events.bindKeysTo(connection, statement);
            statement.execute();
            statement.getMoreResults();
            return readClashes(statement);
        }
    }

    /**
     * What stands in an event's way; either or both.
     *
     * @param idUsed whether the log has an event of this identifier
     * @param sequenceTaken whether the log has an event of this aggregate with this number
     */
    record Clash(boolean idUsed, boolean sequenceTaken) {}

    private static Map<Integer, Clash> readClashes(PreparedStatement statement) throws SQLException {
        Map<Integer, Clash> clashes = new HashMap<>();
        try (ResultSet found = statement.getResultSet()) {
            while (found.next()) {
                Clash clash = new Clash(found.getBoolean(2), found.getBoolean(3));
                if (clash.idUsed() || clash.sequenceTaken()) {
                    clashes.put(found.getInt(1) - 1, clash);
                }
            }
        }
        return clashes;
    }

    private static Long insert(Connection connection, EventColumns columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            columns.bindTo(connection, statement);
            statement.execute();
            statement.getMoreResults();
            return lastPosition(statement);
        }
    }

    private static Long lastPosition(PreparedStatement statement) throws SQLException {
        long last = 0;
        try (ResultSet positions = statement.getResultSet()) {
            while (positions.next()) {
                last = Math.max(last, positions.getLong(1));
            }
        }
        return last;
    }
}
