package io.parley.infra.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The most recent events in memory, for all who follow closely: a ring, indexed by position, which works since positions have
 * no gaps. One thread writes, any number read, none waits for another. Whoever asks for what has been overwritten is told so.
 */
final class LogWindow {

    private final AtomicReferenceArray<@Nullable Entry> ring;
    private volatile long last;

    /** A window that begins, empty, after the given position. */
    LogWindow(int capacity, long start) {
        this.ring = new AtomicReferenceArray<>(capacity);
        this.last = start;
    }

    /** The newest position that the window covers. */
    long last() {
        return last;
    }

    /** Adds a page that begins right after {@link #last()}. Only ever called by one thread. */
    void append(EventPage page) {
        int from = 0;
        for (long position = last + 1; position <= page.upTo(); position++) {
            int to = from;
            while (to < page.events().size() && positionAt(page, to) == position) {
                to++;
            }
            ring.set(slot(position), new Entry(position, page.events().subList(from, to)));
            from = to;
        }
        last = page.upTo();
    }

    /**
     * At most {@code limit} positions after the given one; empty if the window does not reach back so far (any more). Nothing
     * new is a page without events.
     */
    Optional<EventPage> after(long position, int limit) {
        long newest = last;
        long upTo = Math.min(newest, position + limit);
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        for (long next = position + 1; next <= upTo; next++) {
            Entry entry = ring.get(slot(next));
            if (entry == null || entry.position != next) {
                return Optional.empty();
            }
            events.addAll(entry.events);
        }
        return Optional.of(new EventPage(events, Math.max(position, upTo)));
    }

    private static long positionAt(EventPage page, int index) {
        return PostgresEventStorageEngine.positionOf(page.events().get(index).trackingToken());
    }

    private int slot(long position) {
        return (int) (position % ring.length());
    }

    private record Entry(long position, List<TrackedEventMessage<?>> events) {}
}
