package io.parley.audit.capsule;

import io.parley.contract.audit.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of the log that a capsule is of: all positions from the first to the last that somebody asked for, also those between them
 * whose clock was off.
 *
 * @param from when it begins
 * @param to when it ends
 * @param first the first position
 * @param last the last; less than the first if there was nothing
 */
record Stretch(Instant from, Instant to, long first, long last) {

    private static final String WITHIN =
            "SELECT min(position), max(position) FROM events.event WHERE recorded_at >= ? AND recorded_at <= ?";

    private static final String AT = "SELECT recorded_at FROM events.event WHERE position = ?";

    private static final String HEAD = "SELECT coalesce(max(position), 0) FROM events.event";

    /**
     * Finds it.
     *
     * @param now when it ends if that is not said
     * @throws CapsuleFailure if it ends before it begins, or a position is not in the log
     */
    static Stretch between(Connection connection, Moment from, Moment to, Instant now) throws SQLException {
        long head = number(connection, HEAD).orElse(0L);
        Instant begin = isPosition(from) ? recordedAt(connection, from.position(), head) : from.time();
        Instant end =
                isPosition(to) ? recordedAt(connection, to.position(), head) : to.equals(Moment.NOW) ? now : to.time();
        if (end.isBefore(begin)) {
            throw new CapsuleFailure("it would end, at %s, before it begins, at %s".formatted(end, begin));
        }
        long first = isPosition(from) ? from.position() : within(connection, begin, end, 1, head + 1);
        long last = isPosition(to) ? to.position() : within(connection, begin, end, 2, head);
        return new Stretch(begin, end, first, last);
    }

    private static boolean isPosition(Moment moment) {
        return moment.time().equals(Instant.MAX) && !moment.equals(Moment.NOW);
    }

    private static long within(Connection connection, Instant begin, Instant end, int column, long otherwise)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WITHIN)) {
            statement.setObject(1, begin.atOffset(ZoneOffset.UTC));
            statement.setObject(2, end.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long position = row.getLong(column);
                return row.wasNull() ? otherwise : position;
            }
        }
    }

    private static Instant recordedAt(Connection connection, long position, long head) throws SQLException {
        @Nullable Instant at = null;
        try (PreparedStatement statement = connection.prepareStatement(AT)) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    at = row.getObject(1, OffsetDateTime.class).toInstant();
                }
            }
        }
        if (at == null) {
            throw new CapsuleFailure("there is no event at position %d; the last is %d".formatted(position, head));
        }
        return at;
    }

    private static Optional<Long> number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    boolean isEmpty() {
        return last < first;
    }
}
