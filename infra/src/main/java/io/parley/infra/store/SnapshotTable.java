package io.parley.infra.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The latest snapshot of each large aggregate. Kept apart from the log, for a snapshot can be deleted. */
public final class SnapshotTable {

    private static final String STORE = "INSERT INTO work.snapshot AS old (aggregate_id, aggregate_type,"
            + " sequence_number, event_id, type, revision, payload, metadata, taken_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (aggregate_id) DO UPDATE SET aggregate_type = excluded.aggregate_type,"
            + " sequence_number = excluded.sequence_number, event_id = excluded.event_id, type = excluded.type,"
            + " revision = excluded.revision, payload = excluded.payload, metadata = excluded.metadata,"
            + " taken_at = excluded.taken_at"
            + " WHERE old.sequence_number < excluded.sequence_number";

    private static final String LATEST =
            "SELECT aggregate_type, aggregate_id, sequence_number, event_id, type, revision,"
                    + " payload, metadata, taken_at FROM work.snapshot WHERE aggregate_id = ?";

    private final JdbcClient jdbc;

    public SnapshotTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Stores the snapshot in place of an older one; an older one never replaces a newer. */
    public void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        jdbc.sql(STORE)
                .param(snapshot.getAggregateIdentifier())
                .param(snapshot.getType())
                .param(snapshot.getSequenceNumber())
                .param(UUID.fromString(snapshot.getIdentifier()))
                .param(payload.getType().getName())
                .param(payload.getType().getRevision())
                .param(payload.getData())
                .param(snapshot.serializeMetaData(serializer, byte[].class).getData())
                .param(snapshot.getTimestamp().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest snapshot of an aggregate. */
    public Optional<DomainEventData<byte[]>> latest(String aggregateId) {
        return jdbc.sql(LATEST)
                .param(aggregateId)
                .query(SnapshotTable::snapshot)
                .optional();
    }

    private static DomainEventData<byte[]> snapshot(ResultSet row, int number) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }
}
