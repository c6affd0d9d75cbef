package io.parley.infra.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a long result page by page, each page only when it is needed. Ends with the first page that is not full.
 *
 * @param <T> what is read
 */
final class Pages<T> implements Iterator<T> {

    private final Function<@Nullable T, List<T>> pageAfter;
    private final int pageSize;
    private Iterator<T> page;
    private boolean last;
    private @Nullable T latest;

    private Pages(Function<@Nullable T, List<T>> pageAfter, int pageSize) {
        this.pageAfter = pageAfter;
        this.pageSize = pageSize;
        this.page = List.<T>of().iterator();
    }

    /**
     * A sequential stream over all pages.
     *
     * @param pageAfter reads the page after an element, or the first one after null
     * @param pageSize how many elements a full page has
     */
    static <T> Stream<T> stream(Function<@Nullable T, List<T>> pageAfter, int pageSize) {
        Pages<T> pages = new Pages<>(pageAfter, pageSize);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !last) {
            List<T> next = pageAfter.apply(latest);
            last = next.size() < pageSize;
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T next = page.next();
        latest = next;
        return next;
    }
}
