package io.parley.infra.axonserver;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.parley.infra.store.EventPage;
import io.parley.infra.store.LogSource;
import io.parley.infra.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live end of the log: one stream of the server's for the whole node, which the server fills as events are appended, on
 * whatever node. A stream that broke is opened anew where the reader is. For one reading thread.
 */
final class ServerTail implements LogSource, AutoCloseable {

    private final ServerLog log;
    private final EventCodec codec;
    private volatile @Nullable Runnable listener;
    private volatile @Nullable EventStream stream;
    private long position;

    ServerTail(ServerLog log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public void onNews(Runnable listener) {
        this.listener = listener;
    }

    @Override
    public EventPage after(long after, int limit) {
        EventStream open = openedAt(after);
        List<EventWithToken> events = available(open, limit);
        if (events.isEmpty()) {
            requireOpen(open);
            return EventPage.nothingAfter(after);
        }
        ServerPages.requireNoGap(events, after);
        position = after + events.size();
        return new EventPage(codec.decode(events), position);
    }

    private EventStream openedAt(long after) {
        EventStream open = stream;
        if (open == null || position != after) {
            close();
            open = log.follow(after);
            Runnable news = listener;
            if (news != null) {
                open.onAvailable(news);
            }
            position = after;
            stream = open;
        }
        return open;
    }

    private static List<EventWithToken> available(EventStream open, int limit) {
        List<EventWithToken> events = new ArrayList<>();
        while (events.size() < limit) {
            EventWithToken next = open.nextIfAvailable();
            if (next == null) {
                break;
            }
            events.add(next);
        }
        return events;
    }

    private void requireOpen(EventStream open) {
        if (open.isClosed()) {
            stream = null;
            throw new StoreUnavailableException(
                    "The stream of events from Axon Server broke",
                    open.getError().orElse(null));
        }
    }

    @Override
    public void close() {
        EventStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
