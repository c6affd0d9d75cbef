package io.parley.infra.store;

import io.parley.command.message.SentMessages;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.MessageId;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * The shortest log that keeps the contract, and by that the contract's own test: a list. Who appends holds its lock until the unit
 * of work has ended, as with the database, so that positions are in order of commit.
 */
final class MemoryLog implements LogSource, EventsByPosition, SentMessages {

    private final ReentrantLock appending = new ReentrantLock();
    private final List<DomainEventMessage<?>> events = new CopyOnWriteArrayList<>();
    private final Map<String, DomainEventMessage<?>> snapshots = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Appends when the current unit of work commits; conflicts are found at once. */
    void append(List<? extends EventMessage<?>> messages) {
        appending.lock();
        List<DomainEventMessage<?>> added = messages.stream()
                .<DomainEventMessage<?>>map(MemoryLog::ofAggregate)
                .toList();
        try {
            refuseClashes(added);
        } catch (RuntimeException e) {
            appending.unlock();
            throw e;
        }
        CurrentUnitOfWork.get().onCommit(unitOfWork -> events.addAll(added));
        CurrentUnitOfWork.get().onCleanup(unitOfWork -> appending.unlock());
        CurrentUnitOfWork.get().afterCommit(unitOfWork -> listeners.forEach(Runnable::run));
        AppendedPosition.record(head() + added.size());
    }

    private void refuseClashes(List<DomainEventMessage<?>> added) {
        Set<String> identifiers = new HashSet<>();
        Set<List<Object>> sequences = new HashSet<>();
        for (DomainEventMessage<?> event : events) {
            identifiers.add(event.getIdentifier());
            sequences.add(List.of(event.getAggregateIdentifier(), event.getSequenceNumber()));
        }
        for (DomainEventMessage<?> event : added) {
            if (!identifiers.add(event.getIdentifier())) {
                throw new EventIdUsedException();
            }
            if (!sequences.add(List.of(event.getAggregateIdentifier(), event.getSequenceNumber()))) {
                throw new ConcurrencyException("Another writer was faster");
            }
        }
    }

    private static DomainEventMessage<?> ofAggregate(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? event
                : new GenericDomainEventMessage<>(null, message.getIdentifier(), 0, message, message::getTimestamp);
    }

    synchronized void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.merge(
                snapshot.getAggregateIdentifier(),
                snapshot,
                (old, more) -> more.getSequenceNumber() > old.getSequenceNumber() ? more : old);
    }

    synchronized Optional<DomainEventMessage<?>> snapshot(String aggregateId) {
        return Optional.ofNullable(snapshots.get(aggregateId));
    }

    Stream<DomainEventMessage<?>> ofAggregate(String aggregateId) {
        return events.stream().filter(event -> event.getAggregateIdentifier().equals(aggregateId));
    }

    long firstPositionSince(Instant moment) {
        long position = 1;
        while (position <= head() && event(position).getTimestamp().isBefore(moment)) {
            position++;
        }
        return position;
    }

    @Override
    public long head() {
        return events.size();
    }

    @Override
    public EventPage after(long position, int limit) {
        List<TrackedEventMessage<?>> page = new ArrayList<>();
        long last = Math.min(head(), position + limit);
        for (long next = position + 1; next <= last; next++) {
            page.add(EventUtils.asTrackedEventMessage(event(next), new GlobalSequenceTrackingToken(next)));
        }
        return new EventPage(page, Math.max(position, last));
    }

    @Override
    public void onNews(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        return positions.stream()
                .sorted()
                .filter(position -> position <= head())
                .map(this::logged)
                .toList();
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        return Stream.iterate(after + 1, position -> position + 1)
                .limit(Math.max(0, Math.min(limit, Math.min(upTo, head()) - after)))
                .map(this::logged)
                .toList();
    }

    @Override
    public Optional<MessageSent> find(MessageId messageId) {
        return events.stream()
                .map(EventMessage::getPayload)
                .filter(MessageSent.class::isInstance)
                .map(MessageSent.class::cast)
                .filter(sent -> sent.messageId().equals(messageId))
                .findFirst();
    }

    private DomainEventMessage<?> event(long position) {
        return events.get((int) (position - 1));
    }

    private LoggedEvent logged(long position) {
        DomainEventMessage<?> event = event(position);
        return new LoggedEvent(position, event.getTimestamp(), (ParleyEvent) event.getPayload());
    }
}
