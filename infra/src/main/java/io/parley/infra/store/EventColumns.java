package io.parley.infra.store;

import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The rows to be inserted, by column: one array parameter each, so that the statement is the same for any number. */
record EventColumns(
        String[] eventIds,
        @Nullable String[] aggregateTypes,
        String[] aggregateIds,
        Long[] sequenceNumbers,
        String[] types,
        @Nullable String[] revisions,
        byte[][] payloads,
        byte[][] metadata,
        String[] recordedAt) {

    static EventColumns of(List<? extends EventMessage<?>> events, Serializer serializer) {
        EventColumns columns = ofSize(events.size());
        for (int i = 0; i < events.size(); i++) {
            columns.set(i, events.get(i), serializer);
        }
        return columns;
    }

    /** Those of events that lay in another log. */
    static EventColumns recorded(List<LoggedEvent> events) {
        EventColumns columns = ofSize(events.size());
        for (int i = 0; i < events.size(); i++) {
            columns.set(i, events.get(i));
        }
        return columns;
    }

    private void set(int i, LoggedEvent event) {
        eventIds[i] = event.eventId().toString();
        aggregateTypes[i] = event.aggregateType();
        aggregateIds[i] = event.aggregateId();
        sequenceNumbers[i] = event.sequence();
        types[i] = event.type();
        revisions[i] = event.revision();
        payloads[i] = event.payload();
        metadata[i] = event.metadata();
        recordedAt[i] = event.recordedAt().toString();
    }

    private static EventColumns ofSize(int n) {
        return new EventColumns(
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

    int size() {
        return eventIds.length;
    }

    /** Some of the rows, in the order given. */
    EventColumns only(List<Integer> rows) {
        EventColumns some = ofSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            some.eventIds[i] = eventIds[row];
            some.aggregateTypes[i] = aggregateTypes[row];
            some.aggregateIds[i] = aggregateIds[row];
            some.sequenceNumbers[i] = sequenceNumbers[row];
            some.types[i] = types[row];
            some.revisions[i] = revisions[row];
            some.payloads[i] = payloads[row];
            some.metadata[i] = metadata[row];
            some.recordedAt[i] = recordedAt[row];
        }
        return some;
    }

    /** Binds the columns that tell an event from others: identifier, aggregate and sequence number. */
    void bindKeysTo(Connection connection, PreparedStatement statement) throws SQLException {
        statement.setArray(1, connection.createArrayOf("uuid", eventIds));
        statement.setArray(2, connection.createArrayOf("text", aggregateIds));
        statement.setArray(3, connection.createArrayOf("int8", sequenceNumbers));
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
