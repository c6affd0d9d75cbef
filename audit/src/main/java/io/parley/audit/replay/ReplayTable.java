package io.parley.audit.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** {@code work.replay}: where the rebuilding of each projection stands, written in the transactions in which it gets on. */
final class ReplayTable {

    private static final String ALL = "SELECT * FROM work.replay";

    private final JdbcOperations jdbc;

    ReplayTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Standing> all() {
        return jdbc.query(ALL + " ORDER BY projection", ReplayTable::standing);
    }

    Optional<Standing> find(String projection) {
        return jdbc.query(ALL + " WHERE projection = ?", ReplayTable::standing, projection).stream()
                .findFirst();
    }

    void begin(String projection, List<String> tables, boolean forProof, String parley) {
        jdbc.update(
                "INSERT INTO work.replay (projection, position, events, tables, began_at, for_proof, parley)"
                        + " VALUES (?, 0, 0, ?, now(), ?, ?)",
                projection,
                tables.toArray(String[]::new),
                forProof,
                parley);
    }

    /** Tells whether somebody has asked for a pause. */
    boolean advance(String projection, long position, int events) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "UPDATE work.replay SET position = ?, events = events + ? WHERE projection = ? RETURNING paused",
                Boolean.class,
                position,
                events,
                projection));
    }

    void pause(String projection, boolean paused) {
        jdbc.update("UPDATE work.replay SET paused = ? WHERE projection = ?", paused, projection);
    }

    /**
     * They changed places: what lies beside is now what served.
     *
     * @param filled up to where what serves now must follow from the log
     * @param position up to where what served does
     */
    void switched(String projection, boolean back, long filled, long position) {
        int found = jdbc.update(
                "UPDATE work.replay SET switched_at = CASE WHEN ? THEN NULL ELSE now() END, position = ?"
                        + " WHERE projection = ? AND position = ?",
                back,
                position,
                projection,
                filled);
        if (found != 1) {
            throw new IllegalStateException("the tables are not filled up to position " + filled);
        }
    }

    void remove(String projection) {
        jdbc.update("DELETE FROM work.replay WHERE projection = ?", projection);
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getString("projection"),
                row.getLong("position"),
                row.getLong("events"),
                List.of((String[]) row.getArray("tables").getArray()),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                instantOrNull(row.getObject("switched_at", OffsetDateTime.class)),
                row.getBoolean("paused"),
                row.getBoolean("for_proof"),
                row.getString("parley"));
    }

    private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
