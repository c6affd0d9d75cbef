package io.parley.infra.store;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Reads the log as Axon's messages. Payloads are decoded when first asked for, and then once for all who share the message. */
final class LogReader implements LogSource {

    private final EventTable events;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    LogReader(EventTable events, Serializer serializer, EventUpcaster upcasters) {
        this.events = events;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public long head() {
        return events.head();
    }

    /** Without a gap as long as all who append take the log's lock. */
    @Override
    public EventPage after(long position, int limit) {
        List<TrackedDomainEventData<byte[]>> rows = events.after(position, limit);
        if (rows.isEmpty()) {
            return EventPage.nothingAfter(position);
        }
        return new EventPage(decode(rows), lastPosition(rows, position));
    }

    /** Whoever appended without the log's lock left a gap, which may still be filled: better to stand still than to pass it. */
    private static long lastPosition(List<TrackedDomainEventData<byte[]>> rows, long after) {
        long last =
                PostgresEventStorageEngine.positionOf(rows.get(rows.size() - 1).trackingToken());
        if (last != after + rows.size()) {
            throw new IllegalStateException("The log has a gap between the positions %d and %d".formatted(after, last));
        }
        return last;
    }

    List<TrackedEventMessage<?>> decode(List<TrackedDomainEventData<byte[]>> rows) {
        return decode(rows.stream()).toList();
    }

    Stream<TrackedEventMessage<?>> decode(Stream<? extends TrackedDomainEventData<byte[]>> rows) {
        return EventUtils.upcastAndDeserializeTrackedEvents(rows, serializer, upcasters);
    }
}
