package io.parley.infra.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the table of events. Every read is bounded by a limit, a list or a key. */
final class EventTable {

    private static final String COLUMNS = "SELECT position, event_id, aggregate_type, aggregate_id, sequence_number,"
            + " type, revision, payload, metadata, recorded_at FROM events.event ";

    /** An aggregate's membership events. The types stand here as they do in the index for them: as parameters they would not do. */
    static final String MEMBERSHIP = COLUMNS
            + "WHERE aggregate_id = ? AND sequence_number > ? AND position <= ? AND type IN ("
            + "'io.parley.contract.chat.ChatEvent$GroupOpened', 'io.parley.contract.chat.ChatEvent$MemberAdded',"
            + " 'io.parley.contract.chat.ChatEvent$MemberRemoved') ORDER BY sequence_number LIMIT ?";

    /** By how much times of neighbouring events may be out of order: far more than clocks that are kept in time differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    EventTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    UUID epoch() {
        return jdbc.sql("SELECT epoch FROM events.store").query(UUID.class).single();
    }

    long head() {
        return jdbc.sql("SELECT coalesce(max(position), 0) FROM events.event")
                .query(Long.class)
                .single();
    }

    List<TrackedDomainEventData<byte[]>> after(long position, int limit) {
        return jdbc.sql(COLUMNS + "WHERE position > ? ORDER BY position LIMIT ?")
                .params(position, limit)
                .query(EventTable::tracked)
                .list();
    }

    List<TrackedDomainEventData<byte[]>> between(long after, long upTo, int limit) {
        return jdbc.sql(COLUMNS + "WHERE position > ? AND position <= ? ORDER BY position LIMIT ?")
                .params(after, upTo, limit)
                .query(EventTable::tracked)
                .list();
    }

    List<TrackedDomainEventData<byte[]>> at(List<Long> positions) {
        return jdbc.sql(COLUMNS + "WHERE position = ANY (?) ORDER BY position")
                .param(positions.toArray(Long[]::new))
                .query(EventTable::tracked)
                .list();
    }

    List<TrackedDomainEventData<byte[]>> withIdentifier(UUID eventId) {
        return jdbc.sql(COLUMNS + "WHERE event_id = ?")
                .param(eventId)
                .query(EventTable::tracked)
                .list();
    }

    List<DomainEventData<byte[]>> ofAggregate(String aggregateId, long firstSequence, int limit) {
        return jdbc.sql(COLUMNS + "WHERE aggregate_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?")
                .params(aggregateId, firstSequence, limit)
                .query(EventTable::plain)
                .list();
    }

    /** An aggregate's events of one type after a sequence number. */
    List<TrackedDomainEventData<byte[]>> ofAggregate(String aggregateId, long afterSequence, String type, int limit) {
        return jdbc.sql(
                        COLUMNS
                                + "WHERE aggregate_id = ? AND sequence_number > ? AND type = ? ORDER BY sequence_number LIMIT ?")
                .params(aggregateId, afterSequence, type, limit)
                .query(EventTable::tracked)
                .list();
    }

    /** Those events of a group that change who is in it, from after a sequence number up to a position. */
    List<TrackedDomainEventData<byte[]>> membershipOf(String aggregateId, long afterSequence, long upTo, int limit) {
        return jdbc.sql(MEMBERSHIP)
                .params(aggregateId, afterSequence, upTo, limit)
                .query(EventTable::tracked)
                .list();
    }

    Optional<Long> lastSequence(String aggregateId) {
        return jdbc.sql("SELECT sequence_number FROM events.event WHERE aggregate_id = ?"
                        + " ORDER BY sequence_number DESC LIMIT 1")
                .param(aggregateId)
                .query(Long.class)
                .optional();
    }

    /**
     * The first position whose time is not before a moment. Times follow positions up to what clocks of nodes differ by, so that
     * few single rows lead close to the place, whatever the log's length, and only that stretch is read.
     */
    Optional<Long> firstPositionSince(Instant moment) {
        return jdbc.sql("SELECT position FROM events.event WHERE position > ? AND recorded_at >= ?"
                        + " ORDER BY position LIMIT 1")
                .params(positionBefore(moment.minus(CLOCK_DIFFERENCE)), moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    private long positionBefore(Instant moment) {
        long before = 0;
        long notBefore = head() + 1;
        while (before + 1 < notBefore) {
            long middle = before + (notBefore - before) / 2;
            if (recordedAt(middle).isBefore(moment)) {
                before = middle;
            } else {
                notBefore = middle;
            }
        }
        return before;
    }

    private Instant recordedAt(long position) {
        return jdbc.sql("SELECT recorded_at FROM events.event WHERE position = ?")
                .param(position)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static TrackedDomainEventData<byte[]> tracked(ResultSet row, int number) throws SQLException {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("position")), plain(row, number));
    }

    private static DomainEventData<byte[]> plain(ResultSet row, int number) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }
}
