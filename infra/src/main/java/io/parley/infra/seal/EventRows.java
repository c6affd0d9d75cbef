package io.parley.infra.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** How events stand in the table of the log, for who reads them as they lie there. */
public final class EventRows {

    /** What is read of an event, in the order that {@link #event} takes. */
    public static final String COLUMNS = "position, event_id, aggregate_type, aggregate_id, sequence_number,"
            + " type, revision, recorded_at, payload, metadata";

    /**
     * Of an aggregate and those called by its name first; the name is asked for four times. Whatever the database's collation: some pass
     * over the slash when they compare.
     */
    public static final String OF_CHAIN = "aggregate_id >= ? AND aggregate_id < ? || 'zzzz'"
            + " AND (aggregate_id = ? OR starts_with(aggregate_id, ? || '/'))";

    private EventRows() {}

    /** The event of a row with {@link #COLUMNS}. */
    public static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getBytes(9),
                row.getBytes(10));
    }
}
