package io.parley.infra.store;

import io.parley.infra.serialization.Serializers;
import java.util.List;
import javax.sql.DataSource;

/** Where a log is read, page by page. */
public interface LogSource {

    /** The log in a PostgreSQL, for who has no platform around it. */
    static LogSource in(DataSource dataSource) {
        return new LogReader(
                new EventTable(dataSource),
                Serializers.forRest(),
                Upcasters.inOrder(List.of()).chain());
    }

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
