package io.parley.query.delivery;

import io.parley.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a message in a lane.
 *
 * @param filledPosition the position at which the lane was filled with it; 0 if it was not
 * @param filledAt when; null also if that was not recorded
 * @param filledTries at which try; 0 if the lane was not filled, or that was not recorded
 * @param abandonedPosition the position at which it was given up; 0 if it was not
 * @param abandonedTries after how many tries
 */
record LaneFilling(
        long filledPosition, @Nullable Instant filledAt, int filledTries, long abandonedPosition, int abandonedTries) {

    /** In a direct chat there is no lane to fill: the message itself is in the mailbox. */
    static LaneFilling direct(TracedMessage message) {
        return new LaneFilling(message.position(), message.sentAt(), 1, 0, 0);
    }

    static LaneFilling of(ResultSet row) throws SQLException {
        return new LaneFilling(
                row.getLong("filled_position"),
                Rows.timeOrNull(row, "filled_at"),
                row.getInt("filled_tries"),
                row.getLong("abandoned_position"),
                row.getInt("abandoned_tries"));
    }

    boolean isFilled() {
        return filledPosition > 0;
    }

    boolean isAbandoned() {
        return abandonedPosition > 0;
    }

    /** What was filled before tries were recorded was, as nearly all is, filled at the first. */
    int tries(int pending) {
        if (isFilled()) {
            return Math.max(1, filledTries);
        }
        return isAbandoned() ? abandonedTries : pending;
    }
}
