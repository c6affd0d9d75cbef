package io.parley.infra.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Pages of the log's past, for streams that catch up beside each other, as all projections do when they are built anew: each page
 * is read and decoded once for all of them. What lies in the past never changes, so that nothing need be invalidated. Only so many
 * pages are kept, the newest read; a stream that is further behind the others reads for itself.
 */
final class SharedPages implements LogSource {

    private final LogSource log;
    private final LongSupplier past;
    private final int pageSize;
    private final Map<Long, CompletableFuture<EventPage>> pages;

    /**
     * Shares the pages of a log.
     *
     * @param past up to which position the log is known to be complete
     * @param pageSize how many events a page has
     * @param kept how many pages are kept
     */
    SharedPages(LogSource log, LongSupplier past, int pageSize, int kept) {
        this.log = log;
        this.past = past;
        this.pageSize = pageSize;
        this.pages = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, CompletableFuture<EventPage>> eldest) {
                return size() > kept;
            }
        };
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public EventPage after(long position, int limit) {
        long number = position / pageSize;
        if (limit < pageSize || (number + 1) * pageSize > past.getAsLong()) {
            return log.after(position, limit);
        }
        EventPage page = page(number);
        return new EventPage(eventsAfter(position, page.events()), page.upTo());
    }

    private EventPage page(long number) {
        CompletableFuture<EventPage> loading = new CompletableFuture<>();
        CompletableFuture<EventPage> loaded;
        synchronized (pages) {
            loaded = pages.putIfAbsent(number, loading);
        }
        if (loaded == null) {
            return load(number, loading);
        }
        try {
            return loaded.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private EventPage load(long number, CompletableFuture<EventPage> loading) {
        try {
            EventPage page = log.after(number * pageSize, pageSize);
            loading.complete(page);
            return page;
        } catch (RuntimeException e) {
            synchronized (pages) {
                pages.remove(number, loading);
            }
            loading.completeExceptionally(e);
            throw e;
        }
    }

    private static List<TrackedEventMessage<?>> eventsAfter(long position, List<TrackedEventMessage<?>> events) {
        int first = 0;
        while (first < events.size()
                && PostgresEventStorageEngine.positionOf(events.get(first).trackingToken()) <= position) {
            first++;
        }
        return events.subList(first, events.size());
    }
}
