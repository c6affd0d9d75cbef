package io.parley.infra.store;

import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.Topic;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store with one tail for all streams of the node: each stream supports {@code setOnAvailableCallback}, so that
 * processors are woken at commit and never poll.
 */
final class TailingEventStore extends AbstractEventStore {

    private final LogTail tail;
    private final Nodes nodes;
    private final LogSource reader;
    private final int pageSize;

    TailingEventStore(EventStorageEngine engine, LogTail tail, Nodes nodes, LogSource reader, int pageSize) {
        super(new Settings().storageEngine(engine));
        this.tail = tail;
        this.nodes = nodes;
        this.reader = reader;
        this.pageSize = pageSize;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> PublishedEvents.add(unitOfWork, events.size()));
        super.publish(events);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        tail.wake();
        nodes.tell(Topic.LOG);
    }

    @Override
    public LogStream openStream(@Nullable TrackingToken token) {
        return new LogStream(tail, reader, pageSize, PostgresEventStorageEngine.positionOf(token));
    }

    /** A snapshot that cannot be read is not needed, unless the whole store is away. */
    @Override
    protected Optional<DomainEventMessage<?>> handleSnapshotReadingError(String aggregateIdentifier, Throwable e) {
        if (StoreFailures.isUnavailable(e)) {
            throw StoreFailures.unavailable();
        }
        return super.handleSnapshotReadingError(aggregateIdentifier, e);
    }

    private static final class Settings extends Builder {}
}
