package io.parley.infra.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on PostgreSQL. Appends and reads join the caller's transaction. Aggregates and the log are read page by
 * page, never whole. Tokens are {@link GlobalSequenceTrackingToken}s whose index is the position.
 */
final class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    static final String IDENTIFIER = "event_identifier";
    static final String AGGREGATE_SEQUENCE = "event_aggregate_sequence";
    static final String POSITION = "event_position";

    private final EventTable events;
    private final EventAppender appender;
    private final GroupAppender groupAppender;
    private final SnapshotTable snapshots;
    private final int pageSize;

    PostgresEventStorageEngine(DataSource dataSource, Serializer serializer, EventUpcaster upcasters, int pageSize) {
        super(new Settings()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters));
        this.events = new EventTable(dataSource);
        this.appender = new EventAppender(dataSource);
        this.groupAppender = new GroupAppender(dataSource, appender);
        this.snapshots = new SnapshotTable(dataSource);
        this.pageSize = pageSize;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer serializer) {
        if (messages.isEmpty()) {
            return;
        }
        EventColumns rows = EventColumns.of(messages, serializer);
        AppendGroup.current()
                .ifPresentOrElse(
                        group -> groupAppender.append(rows, group), () -> AppendedPosition.record(appendAlone(rows)));
    }

    private long appendAlone(EventColumns rows) {
        try {
            return appender.append(rows);
        } catch (RuntimeException e) {
            throw meaningOf(e);
        }
    }

    /** A conflict is told by the constraint that refused it: the same SQLSTATE stands for quite different things. */
    private static RuntimeException meaningOf(RuntimeException failure) {
        String constraint = StoreFailures.violatedConstraint(failure).orElse("");
        return switch (constraint) {
            case IDENTIFIER -> new EventIdUsedException(failure);
            case AGGREGATE_SEQUENCE, POSITION -> new ConcurrencyException("Another writer was faster", failure);
            default -> failure;
        };
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(snapshot, serializer);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return snapshots.latest(aggregateIdentifier).stream();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long firstSequence) {
        return Pages.<DomainEventData<byte[]>>stream(
                last -> events.ofAggregate(
                        aggregateId, last == null ? firstSequence : last.getSequenceNumber() + 1, pageSize),
                pageSize);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        long after = positionOf(token);
        return Pages.<TrackedDomainEventData<byte[]>>stream(
                last -> events.after(last == null ? after : positionOf(last.trackingToken()), pageSize), pageSize);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return events.lastSequence(aggregateIdentifier);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(events.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return events.firstPositionSince(moment)
                .<TrackingToken>map(position -> new GlobalSequenceTrackingToken(position - 1))
                .orElseGet(this::createHeadToken);
    }

    /** The position up to which whoever holds the token has seen everything; 0 without a token. */
    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    private static final class Settings extends Builder {}
}
