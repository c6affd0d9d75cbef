package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.store.SnapshotTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.event.axon.GrpcBackedDomainEventData;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Axon's storage engine on Axon Server. The database's transaction is committed first, with keys and claims, and the events are
 * appended right after: what is in the log can be read for ever, while keys of which no event came do no harm. Snapshots stay in
 * the database, where they can be deleted.
 */
final class ServerStorageEngine extends AbstractEventStorageEngine {

    private final ServerLog log;
    private final EventCodec codec;
    private final ServerAppender appender;
    private final MessageClaims claims;
    private final Creations creations;
    private final SnapshotTable snapshots;

    ServerStorageEngine(
            ServerLog log,
            EventCodec codec,
            ServerAppender appender,
            MessageClaims claims,
            Creations creations,
            SnapshotTable snapshots,
            Serializer serializer,
            EventUpcaster upcasters) {
        super(new Settings()
                .eventSerializer(codec.reading())
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters));
        this.log = log;
        this.codec = codec;
        this.appender = appender;
        this.claims = claims;
        this.creations = creations;
        this.snapshots = snapshots;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer serializer) {
        if (messages.isEmpty()) {
            return;
        }
        List<Event> events = messages.stream().map(codec::encode).toList();
        claimIdentifiers(messages, events);
        noteCreations(messages, events);
        appendAfterCommit(events);
    }

    private void claimIdentifiers(List<? extends EventMessage<?>> messages, List<Event> events) {
        List<Event> sent = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (messages.get(i).getPayload() instanceof MessageSent) {
                sent.add(events.get(i));
            }
        }
        if (!sent.isEmpty()) {
            claims.claim(sent);
        }
    }

    private void noteCreations(List<? extends EventMessage<?>> messages, List<Event> events) {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (Creations.isCreation(messages.get(i))) {
                creations.note(messages.get(i), events.get(i));
                created.add(events.get(i).getAggregateIdentifier());
            }
        }
        settleIfOutrun(created);
    }

    /** Commands that lost a conflict are handled again, and then claim again. */
    private void settleIfOutrun(List<String> created) {
        if (!created.isEmpty() && CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().onRollback(unitOfWork -> {
                if (unitOfWork.getExecutionResult().getExceptionResult() instanceof ConcurrencyException) {
                    creations.settle(created);
                }
            });
        }
    }

    /** The last of what is done after the commit: it is what may fail. */
    private void appendAfterCommit(List<Event> events) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            appender.append(events);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                appender.append(events);
            }
        });
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
        return log.eventsOf(aggregateId, firstSequence).map(GrpcBackedDomainEventData::new);
    }

    /** Nobody asks: the log is read by its sources. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("the log is read page by page");
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return log.lastSequence(aggregateIdentifier);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return new GlobalSequenceTrackingToken(log.positionBefore(moment));
    }

    private static final class Settings extends Builder {}
}
