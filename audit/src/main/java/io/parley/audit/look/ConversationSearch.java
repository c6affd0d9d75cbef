package io.parley.audit.look;

import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.Moment;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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
    public Optional<ConversationState> at(UUID chat, Moment moment) throws SQLException {
        return at(chat, moment, event -> {});
    }

    /** As {@link #at(UUID, Moment)}, and somebody is told of each event, who may have had enough and throw. */
    Optional<ConversationState> at(UUID chat, Moment moment, Consumer<LoggedEvent> told) throws SQLException {
        ConversationWriter writer = new ConversationWriter(stored);
        search.find(
                new EventFilter(chat, null, null, null, null, until(moment.time()), 1, moment.position()), 0, event -> {
                    told.accept(event);
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
