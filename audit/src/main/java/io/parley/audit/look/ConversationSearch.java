package io.parley.audit.look;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what a conversation was at some time, from its events. */
public final class ConversationSearch {

    private final EventSearch search;
    private final StoredEvents stored = new StoredEvents();

    /** One that reads by a connection, as {@link EventSearch} does. */
    public ConversationSearch(Connection connection) throws SQLException {
        search = new EventSearch(connection);
    }

    /**
     * A conversation as it was.
     *
     * @return empty if there was none yet
     */
    public Optional<Conversation> at(UUID chat, Moment moment) throws SQLException {
        ConversationWriter writer = new ConversationWriter(stored);
        search.find(
                new EventFilter(chat, null, null, null, null, until(moment.time()), 1, moment.position()), 0, event -> {
                    writer.take(event);
                    return true;
                });
        return writer.conversation();
    }

    /** The database keeps microseconds, and the bound is not among what is found. */
    private static @Nullable Instant until(Instant time) {
        return time.equals(Instant.MAX) ? null : time.plus(1, ChronoUnit.MICROS);
    }
}
