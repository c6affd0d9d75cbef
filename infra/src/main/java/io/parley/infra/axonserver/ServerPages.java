package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.infra.store.EventPage;
import io.parley.infra.store.LogSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The log page by page, for those who are behind its live end. Opens a stream for each page. */
final class ServerPages implements LogSource {

    private final ServerLog log;
    private final EventCodec codec;
    private final AtomicLong known = new AtomicLong();

    ServerPages(ServerLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public long head() {
        long head = log.head();
        known.accumulateAndGet(head, Math::max);
        return head;
    }

    @Override
    public EventPage after(long position, int limit) {
        int count = (int) Math.min(limit, headFor(position + limit) - position);
        if (count <= 0) {
            return EventPage.nothingAfter(position);
        }
        List<EventWithToken> events = log.after(position, count);
        requireNoGap(events, position);
        return new EventPage(codec.decode(events), position + count);
    }

    /** The head, or what was known of it if that is far enough. */
    private long headFor(long position) {
        long last = known.get();
        return last >= position ? last : head();
    }

    static void requireNoGap(List<EventWithToken> events, long after) {
        long last = ServerLog.positionOf(events.get(events.size() - 1));
        if (last != after + events.size()) {
            throw new IllegalStateException("The log has a gap between the positions %d and %d".formatted(after, last));
        }
    }
}
