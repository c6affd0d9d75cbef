package io.parley.audit.look;

import io.parley.contract.audit.EventFilter;
import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds events in the log, in order of their positions. They are handed on as they come, so that any number of them takes no more
 * memory than a few hundred.
 */
public final class EventSearch {

    private static final int FETCHED = 500;
    private static final String HEAD = "SELECT coalesce(max(position), 0) FROM events.event";

    private final Connection connection;

    /**
     * One that reads by a connection.
     *
     * @param connection of which it has the transactions; nothing is changed
     */
    public EventSearch(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        connection.setAutoCommit(false); // else all rows are fetched at once
    }

    /**
     * Hands on the events of a filter that come after a position.
     *
     * @param after the position; 0 for all
     * @param taker says whether to go on
     * @return the position up to which it has looked: to go on after it finds what has come since
     */
    public long find(EventFilter filter, long after, Predicate<LoggedEvent> taker) throws SQLException {
        long head = head();
        Condition condition = Condition.of(filter, after, head);
        run(select(filter.chat(), condition) + " ORDER BY position", parameters(filter.chat(), condition), taker);
        return Math.max(after, head);
    }

    /**
     * As {@link #find}, but of those that there are only so many, the first: the database need not sort all that there are.
     *
     * @param most how many
     */
    void findFirst(EventFilter filter, long after, int most, Predicate<LoggedEvent> taker) throws SQLException {
        Condition condition = Condition.of(filter, after, head());
        List<Object> parameters = parameters(filter.chat(), condition);
        parameters.add(most);
        run(select(filter.chat(), condition) + " ORDER BY position LIMIT ?", parameters, taker);
    }

    /**
     * As {@link #find}, but of those that there are only so many, the last.
     *
     * @param most how many
     */
    public long findLast(EventFilter filter, int most, Predicate<LoggedEvent> taker) throws SQLException {
        long head = head();
        Condition condition = Condition.of(filter, 0, head);
        List<Object> parameters = parameters(filter.chat(), condition);
        parameters.add(most);
        run(
                "SELECT * FROM (" + select(filter.chat(), condition)
                        + " ORDER BY position DESC LIMIT ?) AS newest ORDER BY position",
                parameters,
                taker);
        return head;
    }

    /** A chat's events are looked up first, whatever the planner guesses: to walk the whole log for them takes minutes. */
    private static String select(@Nullable UUID chat, Condition condition) {
        String from = chat == null
                ? "events.event"
                : "(SELECT * FROM events.event WHERE " + Condition.ofChat(chat).sql() + " OFFSET 0) AS chat";
        return "SELECT " + EventRows.COLUMNS + " FROM " + from + " WHERE " + condition.sql();
    }

    private static List<Object> parameters(@Nullable UUID chat, Condition condition) {
        List<Object> all = new ArrayList<>();
        if (chat != null) {
            all.addAll(Condition.ofChat(chat).parameters());
        }
        all.addAll(condition.parameters());
        return all;
    }

    /** The newest position there is. */
    long head() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEAD);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql, List<Object> parameters, Predicate<LoggedEvent> taker) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next() && taker.test(EventRows.event(row))) {}
            }
        } finally {
            connection.rollback();
        }
    }
}
