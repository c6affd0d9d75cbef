package io.parley.query.chat;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A viewer's membership of a chat from joining to leaving, as the read tables know it.
 *
 * @param afterSequence what comes after it is for the viewer
 * @param untilSequence what comes after it is not; {@link #LASTING} if the spell lasts
 * @param lane the lane of the fan-out
 * @param untilPosition the position at which the spell ended; {@link #LASTING} if it lasts
 * @param held whether the chat is under a legal hold
 */
public record KnownSpell(long afterSequence, long untilSequence, int lane, long untilPosition, boolean held) {

    /** The end of a spell that has none. */
    public static final long LASTING = Long.MAX_VALUE;

    /** Whether it has not ended. */
    public boolean lasts() {
        return untilPosition == LASTING;
    }

    static KnownSpell of(ResultSet row) throws SQLException {
        return new KnownSpell(
                row.getLong("after_sequence"),
                endOf(row, "until_sequence"),
                row.getInt("lane"),
                endOf(row, "until_position"),
                row.getBoolean("held"));
    }

    private static long endOf(ResultSet row, String column) throws SQLException {
        long end = row.getLong(column);
        return row.wasNull() ? LASTING : end;
    }
}
