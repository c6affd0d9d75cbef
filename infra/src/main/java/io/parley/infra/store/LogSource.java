package io.parley.infra.store;

/** Where a log is read, page by page. */
public interface LogSource {

    /** The newest position that is committed; 0 if there is none. */
    long head();

    /**
     * At most {@code limit} events after the position.
     *
     * @throws IllegalStateException if there is a gap among them: better to stand still than to pass it
     */
    EventPage after(long position, int limit);

    /** Has a listener called whenever there may be something new, if the source hears of that by itself. */
    default void onNews(Runnable listener) {}
}
