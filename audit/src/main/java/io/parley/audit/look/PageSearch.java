package io.parley.audit.look;

import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.EventPage;
import io.parley.contract.audit.RecordedEvent;
import io.parley.infra.seal.LoggedEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds events a page at a time, and gives up looking for more of them after a while: what is asked about a user may be nowhere in
 * millions of events. It looks at a stretch of the log after the other, so that each of them is read in a bounded time.
 */
final class PageSearch {

    /** So many events are read in some tenths of a second. */
    private static final long STRETCH = 50_000;

    private final EventSearch search;
    private final long stretch;
    private final long patience;

    PageSearch(EventSearch search, Duration patience) {
        this(search, patience, STRETCH);
    }

    PageSearch(EventSearch search, Duration patience, long stretch) {
        this.search = search;
        this.stretch = stretch;
        this.patience = patience.toNanos();
    }

    EventPage find(EventFilter filter, long after, int most) throws SQLException {
        long begun = System.nanoTime();
        long end = Math.min(search.head(), filter.to());
        long at = Math.max(after, filter.from() - 1);
        List<RecordedEvent> found = new ArrayList<>();
        while (at < end && found.size() < most && System.nanoTime() - begun < patience) {
            // an index knows where those of a chat are
            long upTo = filter.chat() == null ? Math.min(end, at + stretch) : end;
            search.findFirst(upTo(filter, upTo), at, most - found.size(), event -> found.add(recorded(event)));
            at = found.size() < most ? upTo : found.get(most - 1).position();
        }
        return new EventPage(found, Math.max(at, after), at < end);
    }

    private static EventFilter upTo(EventFilter filter, long position) {
        return new EventFilter(
                filter.chat(),
                filter.user(),
                filter.message(),
                filter.type(),
                filter.since(),
                filter.until(),
                filter.from(),
                position);
    }

    /** An event as others see it. */
    static RecordedEvent recorded(LoggedEvent event) {
        EventText text = new EventText(event);
        return new RecordedEvent(
                event.position(),
                event.recordedAt(),
                text.type(),
                event.revision(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.eventId(),
                text.payload(),
                text.metadata());
    }
}
