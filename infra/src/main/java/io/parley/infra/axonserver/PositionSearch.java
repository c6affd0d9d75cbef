package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.parley.infra.store.EventPage;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Finds out at which position an event stands that is known without one. Events are appended in the order of their times but for
 * what appends take and clocks differ, so that it is as a rule among the first that were recorded at its time or later; if not, it is
 * looked for in what was recorded shortly before, and then in the whole log.
 */
final class PositionSearch {

    /** How far after its time an event is looked for first: more than is appended while one append is under way. */
    private static final long CLOSE = 10_000;

    /** By how much the clock of the node that recorded it may have been ahead of the others'. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private static final int SMALLEST_PAGE = 32;
    private static final int LARGEST_PAGE = 1_000;

    private final ServerLog log;
    private final ServerPages pages;

    PositionSearch(ServerLog log, ServerPages pages) {
        this.log = log;
        this.pages = pages;
    }

    /**
     * Looks for an event that is in the log.
     *
     * @param after a position that is known to be before it
     */
    long find(Event event, long after) {
        Instant recorded = Instant.ofEpochMilli(event.getTimestamp());
        String id = event.getMessageIdentifier();
        long likely = Math.max(after, log.positionBefore(recorded));
        OptionalLong found = scan(id, likely, likely + CLOSE);
        if (found.isEmpty() && likely > after) {
            long earlier = Math.max(after, log.positionBefore(recorded.minus(CLOCK_DIFFERENCE)));
            found = scan(id, earlier, likely);
        }
        if (found.isEmpty()) {
            found = scan(id, after, Long.MAX_VALUE);
        }
        return found.orElseThrow(() -> new IllegalStateException("Axon Server has an event that is not in its log"));
    }

    private OptionalLong scan(String id, long after, long upTo) {
        long from = after;
        int size = SMALLEST_PAGE;
        while (from < upTo) {
            EventPage page = pages.after(from, (int) Math.min(size, upTo - from));
            for (TrackedEventMessage<?> message : page.events()) {
                if (message.getIdentifier().equals(id)) {
                    return message.trackingToken().position();
                }
            }
            if (page.upTo() == from) {
                return OptionalLong.empty();
            }
            from = page.upTo();
            size = Math.min(2 * size, LARGEST_PAGE);
        }
        return OptionalLong.empty();
    }
}
