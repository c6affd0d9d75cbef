package io.parley.projection.cleaning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat that is gone and of which a projection still has rows.
 *
 * @param projection the projection
 * @param position the position of the event with which it went
 * @param oneSide one side of a direct chat; null of a group
 * @param otherSide the other
 * @param done how far the cleaner has got, in whatever it goes by
 */
record GoneChat(
        UUID chatId,
        String projection,
        long position,
        @Nullable UUID oneSide,
        @Nullable UUID otherSide,
        long done) {

    static GoneChat of(ResultSet row) throws SQLException {
        return new GoneChat(
                row.getObject("chat_id", UUID.class),
                row.getString("projection"),
                row.getLong("position"),
                row.getObject("one_side", UUID.class),
                row.getObject("other_side", UUID.class),
                row.getLong("done"));
    }
}
