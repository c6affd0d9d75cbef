package io.parley.infra.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
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

    private static final String APPEND = "SELECT pg_advisory_xact_lock(" + LOG_LOCK + ");"
            + " INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id, sequence_number, type,"
            + " revision, payload, metadata, recorded_at)"
            + " SELECT (SELECT coalesce(max(position), 0) FROM events.event) + e.number, e.event_id, e.aggregate_type,"
            + " e.aggregate_id, e.sequence_number, e.type, e.revision, e.payload, e.metadata, e.recorded_at"
            + " FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[],"
            + " ?::timestamptz[]) WITH ORDINALITY AS e (event_id, aggregate_type, aggregate_id, sequence_number, type,"
            + " revision, payload, metadata, recorded_at, number)"
            + " RETURNING position";

    private final JdbcTemplate jdbc;

    EventAppender(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Appends the events in order. Returns the position of the last one. */
    long append(List<? extends EventMessage<?>> events, Serializer serializer) {
        Columns columns = Columns.of(events, serializer);
        Long last = jdbc.execute((ConnectionCallback<Long>) connection -> insert(connection, columns));
        if (last == null) {
            throw new IllegalStateException("an append returned no position");
        }
        return last;
    }

    private static Long insert(Connection connection, Columns columns) throws SQLException {
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

    /** The rows to be inserted, by column: one array parameter each, so that the statement is the same for any number. */
    private record Columns(
            String[] eventIds,
            @Nullable String[] aggregateTypes,
            String[] aggregateIds,
            Long[] sequenceNumbers,
            String[] types,
            @Nullable String[] revisions,
            byte[][] payloads,
            byte[][] metadata,
            String[] recordedAt) {

        static Columns of(List<? extends EventMessage<?>> events, Serializer serializer) {
            Columns columns = ofSize(events.size());
            for (int i = 0; i < events.size(); i++) {
                columns.set(i, events.get(i), serializer);
            }
            return columns;
        }

        private static Columns ofSize(int n) {
            return new Columns(
                    new String[n],
                    new String[n],
                    new String[n],
                    new Long[n],
                    new String[n],
                    new String[n],
                    new byte[n][],
                    new byte[n][],
                    new String[n]);
        }

        private void set(int i, EventMessage<?> event, Serializer serializer) {
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            eventIds[i] = event.getIdentifier();
            types[i] = payload.getType().getName();
            revisions[i] = payload.getType().getRevision();
            payloads[i] = payload.getData();
            metadata[i] = event.serializeMetaData(serializer, byte[].class).getData();
            recordedAt[i] = event.getTimestamp().toString();
            if (event instanceof DomainEventMessage<?> domain) {
                aggregateTypes[i] = domain.getType();
                aggregateIds[i] = domain.getAggregateIdentifier();
                sequenceNumbers[i] = domain.getSequenceNumber();
            } else {
                // as Axon does: an event of no aggregate is the only one of an aggregate of its own
                aggregateIds[i] = event.getIdentifier();
                sequenceNumbers[i] = 0L;
            }
        }

        void bindTo(Connection connection, PreparedStatement statement) throws SQLException {
            statement.setArray(1, connection.createArrayOf("uuid", eventIds));
            statement.setArray(2, connection.createArrayOf("text", aggregateTypes));
            statement.setArray(3, connection.createArrayOf("text", aggregateIds));
            statement.setArray(4, connection.createArrayOf("int8", sequenceNumbers));
            statement.setArray(5, connection.createArrayOf("text", types));
            statement.setArray(6, connection.createArrayOf("text", revisions));
            statement.setArray(7, connection.createArrayOf("bytea", payloads));
            statement.setArray(8, connection.createArrayOf("bytea", metadata));
            statement.setArray(9, connection.createArrayOf("timestamptz", recordedAt));
        }
    }
}
