package io.parley.infra.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of a {@link MemoryLog}.
 *
 * @param memory the log
 */
record MemoryEngine(MemoryLog memory) implements EventStorageEngine {

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        memory.append(events);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        memory.storeSnapshot(snapshot);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return memory.after(PostgresEventStorageEngine.positionOf(token), Integer.MAX_VALUE).events().stream();
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        return DomainEventStream.of(
                memory.ofAggregate(aggregateId).filter(event -> event.getSequenceNumber() >= firstSequence));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return memory.snapshot(aggregateId);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return memory.ofAggregate(aggregateId)
                .map(DomainEventMessage::getSequenceNumber)
                .reduce((earlier, later) -> later);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(memory.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return new GlobalSequenceTrackingToken(memory.firstPositionSince(moment) - 1);
    }
}
