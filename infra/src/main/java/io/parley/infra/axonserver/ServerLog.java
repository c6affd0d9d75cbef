package io.parley.infra.axonserver;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.infra.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;

/**
 * The log in Axon Server, in our numbers: the server counts events from 0, positions begin with 1 and 0 is before the first.
 * Each call has a time limit. Blocking.
 */
final class ServerLog {

    private final AxonServerConnectionManager connections;
    private final Duration timeout;
    private final int permits;

    ServerLog(AxonServerConnectionManager connections, Duration timeout, int permits) {
        this.connections = connections;
        this.timeout = timeout;
        this.permits = permits;
    }

    static long positionOf(EventWithToken event) {
        return event.getToken() + 1;
    }

    private static long tokenOf(long position) {
        return position - 1;
    }

    long head() {
        return await(channel().getLastToken()) + 1;
    }

    /** The position before the first event that was recorded at the moment or later. The connector names the token before it. */
    long positionBefore(Instant moment) {
        return await(channel().getTokenAt(moment.toEpochMilli())) + 1;
    }

    Optional<Long> lastSequence(String aggregateId) {
        long last = await(channel().findHighestSequence(aggregateId));
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    /** An aggregate's events from a sequence number on. */
    Stream<Event> eventsOf(String aggregateId, long firstSequence) {
        return eventsOf(aggregateId, firstSequence, 0);
    }

    /** An aggregate's events from one sequence number to another, that one included; 0 for all that follow. */
    Stream<Event> eventsOf(String aggregateId, long firstSequence, long lastSequence) {
        AggregateEventStream stream = channel().openAggregateStream(aggregateId, firstSequence, lastSequence);
        Iterator<Event> events = new Translating(stream);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(stream::cancel);
    }

    /** The event that an aggregate has at a sequence number. */
    Optional<Event> at(String aggregateId, long sequence) {
        try (Stream<Event> events = eventsOf(aggregateId, sequence, sequence + 1)) {
            return events.findFirst().filter(event -> event.getAggregateSequenceNumber() == sequence);
        }
    }

    /** So many events after a position. They must be there: waits for each, but not for long. */
    List<EventWithToken> after(long position, int count) {
        List<EventWithToken> events = new ArrayList<>(count);
        try (EventStream stream = channel().openStream(tokenOf(position), count, count)) {
            while (events.size() < count) {
                EventWithToken next = stream.nextIfAvailable(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new StoreUnavailableException(
                            "Axon Server did not send an event that it has",
                            stream.getError().orElse(null));
                }
                events.add(next);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return events;
    }

    /** All events after a position, as they come. */
    EventStream follow(long position) {
        return channel().openStream(tokenOf(position), permits);
    }

    /** Appends events, all or none. Completes when the server has acknowledged them. */
    CompletableFuture<?> append(List<Event> events) {
        AppendEventsTransaction transaction = channel().startAppendEventsTransaction();
        events.forEach(transaction::appendEvent);
        return transaction.commit();
    }

    private EventChannel channel() {
        return connections.getConnection().eventChannel();
    }

    /** What a call answers, if it does in time. */
    <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw ServerFailures.meaningOf(e);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("Axon Server did not answer in time", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StoreUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreUnavailableException("This node is stopping", e);
    }

    /** Failures come while one reads, in the connector's words. */
    private record Translating(AggregateEventStream stream) implements Iterator<Event> {

        @Override
        public boolean hasNext() {
            try {
                return stream.hasNext();
            } catch (RuntimeException e) {
                throw ServerFailures.meaningOf(e);
            }
        }

        @Override
        public Event next() {
            try {
                return stream.next();
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (RuntimeException e) {
                throw ServerFailures.meaningOf(e);
            }
        }
    }
}
