package io.parley.audit.capsule;

import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads what capsules are made of, all of it as it was at the first look. Rows are handed on as they come. */
final class Rows {

    private static final int FETCHED = 500;
    private static final int NAMES_AT_ONCE = 10_000;

    private static final String STRETCH = "SELECT " + EventRows.COLUMNS
            + " FROM events.event WHERE position >= ? AND position <= ? ORDER BY position";

    /** Each chain is looked up by the index, however many there are. */
    private static final String BEFORE = "SELECT e.* FROM unnest(?::text[]) AS c (chain) CROSS JOIN LATERAL (SELECT "
            + EventRows.COLUMNS
            + " FROM events.event WHERE aggregate_id >= c.chain AND aggregate_id < c.chain || 'zzzz'"
            + " AND (aggregate_id = c.chain OR starts_with(aggregate_id, c.chain || '/')) AND position < ? OFFSET 0) e"
            + " ORDER BY e.position";

    private static final String USERS = "SELECT aggregate_id FROM events.event WHERE aggregate_id = ANY (?)"
            + " AND sequence_number = 0 AND position < ? AND starts_with(type, 'io.parley.contract.user.')";

    private final Connection connection;

    Rows(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false); // else all rows are fetched at once
    }

    void stretch(long first, long last, Consumer<LoggedEvent> taker) throws SQLException {
        each(STRETCH, row -> taker.accept(EventRows.event(row)), first, last);
    }

    /** The events of some chains before a position, in the order of the log. */
    void before(Collection<String> chains, long position, Consumer<LoggedEvent> taker) throws SQLException {
        each(BEFORE, row -> taker.accept(EventRows.event(row)), texts(chains), position);
    }

    /** Who of those named are users that there were before a position. */
    Set<String> users(Collection<String> names, long position) throws SQLException {
        Set<String> users = new TreeSet<>();
        List<String> all = new ArrayList<>(names);
        for (int i = 0; i < all.size(); i += NAMES_AT_ONCE) {
            List<String> some = all.subList(i, Math.min(all.size(), i + NAMES_AT_ONCE));
            each(USERS, row -> users.add(row.getString(1)), texts(some), position);
        }
        return users;
    }

    private Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    /** What takes a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    void each(String sql, Taker taker, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        }
    }
}
