package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The events that the double holds, in memory. They outlive its restarts. */
final class DoubleLog {

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Long> lastSequences = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Appends all events, or none and says what is wrong. */
    Optional<String> append(List<Event> added) {
        synchronized (this) {
            Map<String, Long> last = new HashMap<>(lastSequences);
            for (Event event : added) {
                String aggregate = event.getAggregateIdentifier();
                long expected = last.getOrDefault(aggregate, -1L) + 1;
                if (!aggregate.isEmpty() && event.getAggregateSequenceNumber() != expected) {
                    return Optional.of("Invalid sequence number %d for aggregate, expected %d"
                            .formatted(event.getAggregateSequenceNumber(), expected));
                }
                last.put(aggregate, expected);
            }
            lastSequences.putAll(last);
            events.addAll(added);
        }
        listeners.forEach(Runnable::run);
        return Optional.empty();
    }

    synchronized List<Event> ofAggregate(String aggregate, long from, long upTo) {
        return events.stream()
                .filter(event -> event.getAggregateIdentifier().equals(aggregate))
                .filter(event -> event.getAggregateSequenceNumber() >= from)
                .filter(event -> upTo == 0 || event.getAggregateSequenceNumber() <= upTo)
                .toList();
    }

    synchronized long lastSequence(String aggregate) {
        return lastSequences.getOrDefault(aggregate, -1L);
    }

    synchronized int size() {
        return events.size();
    }

    synchronized Event get(int token) {
        return events.get(token);
    }

    /** The token of the first event of that time or later, or else of the next event; -1 if there are none. */
    synchronized long tokenAt(long time) {
        int token = 0;
        while (token < events.size() && events.get(token).getTimestamp() < time) {
            token++;
        }
        return events.isEmpty() ? -1 : token;
    }

    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
