package io.parley.infra.keyring.rotation;

import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationPhase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The tables {@code work.rotation} and {@code work.retired_kek}: how far the rotation has got. Whoever has taken a rotation up holds a
 * claim, and what is written under a claim that somebody else has taken over meanwhile fails, and the transaction with it. Statements
 * join the current transaction. Blocking.
 */
final class RotationTable {

    private static final String SELECT =
            "SELECT rotation_id, phase, done, total, began_at, ended_at, failure FROM work.rotation ";

    private final JdbcClient jdbc;
    private final Clock clock;

    RotationTable(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /**
     * That somebody works on a rotation.
     *
     * @param rotationId which one
     * @param runner who, for this attempt
     * @param kekId its key-encryption key
     * @param phase where it stood when it was taken up
     */
    record Claim(UUID rotationId, UUID runner, String kekId, RotationPhase phase) {}

    /** Begins a rotation unless one is under way. */
    void begin(UUID rotationId, String kekId) {
        jdbc.sql("INSERT INTO work.rotation (rotation_id, phase, kek_id, began_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING")
                .param(rotationId)
                .param(RotationPhase.ADDING.stored())
                .param(kekId)
                .param(now())
                .update();
    }

    Optional<Rotation> unfinished() {
        return jdbc.sql(SELECT + "WHERE ended_at IS NULL")
                .query(RotationTable::rotation)
                .optional();
    }

    /** The one that is under way, or else the last one. */
    Optional<Rotation> latest() {
        return jdbc.sql(SELECT + "ORDER BY ended_at IS NULL DESC, began_at DESC LIMIT 1")
                .query(RotationTable::rotation)
                .optional();
    }

    private static Rotation rotation(ResultSet found, int number) throws SQLException {
        return new Rotation(
                found.getObject("rotation_id", UUID.class),
                RotationPhase.ofStored(found.getString("phase")),
                found.getLong("done"),
                found.getLong("total"),
                found.getObject("began_at", OffsetDateTime.class).toInstant(),
                instant(found.getObject("ended_at", OffsetDateTime.class)),
                found.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** When the last rotation began; without one, when the keyring did. Empty for an empty keyring. */
    Optional<Instant> lastBegan() {
        return jdbc.sql("SELECT coalesce((SELECT max(began_at) FROM work.rotation),"
                        + " (SELECT min(created_at) FROM work.keyring WHERE kind = 'service'))")
                .query((found, number) -> Optional.ofNullable(instant(found.getObject(1, OffsetDateTime.class))))
                .single();
    }

    /** Takes the rotation up that is under way, from whoever has it. */
    Optional<Claim> take(UUID runner) {
        return jdbc.sql("UPDATE work.rotation SET runner = ?, failure = NULL WHERE ended_at IS NULL"
                        + " RETURNING rotation_id, kek_id, phase")
                .param(runner)
                .query((found, number) -> new Claim(
                        found.getObject(1, UUID.class),
                        runner,
                        found.getString(2),
                        RotationPhase.ofStored(found.getString(3))))
                .optional();
    }

    void enter(Claim claim, RotationPhase phase) {
        if (phase == RotationPhase.ENDED) {
            update(claim, "phase = ?, ended_at = ?", phase.stored(), now());
        } else {
            update(claim, "phase = ?", phase.stored());
        }
    }

    /** Counts keys that were wrapped anew. */
    void advance(Claim claim, int keys) {
        update(claim, "done = done + ?", keys);
    }

    /** Says how many keys are left to be wrapped anew. */
    void left(Claim claim, long keys) {
        update(claim, "total = done + ?", keys);
    }

    void fail(Claim claim, String failure) {
        update(claim, "failure = ?", failure);
    }

    private void update(Claim claim, String change, Object... values) {
        JdbcClient.StatementSpec update =
                jdbc.sql("UPDATE work.rotation SET " + change + " WHERE rotation_id = ? AND runner = ?");
        for (Object value : values) {
            update = update.param(value);
        }
        if (update.param(claim.rotationId()).param(claim.runner()).update() == 0) {
            throw new LostRotationException("another node has taken the rotation over");
        }
    }

    /**
     * Says that key-encryption keys wrap nothing new any more. They are in the key file: one that was destroyed before, and came back
     * with an old copy of the file, is not destroyed. Said again for the same rotation it changes nothing.
     */
    void retire(Claim claim, Collection<String> kekIds) {
        jdbc.sql(
                        "INSERT INTO work.retired_kek (kek_id, rotation_id, retired_at) SELECT k, ?, ? FROM unnest(?::text[]) AS k"
                                + " ON CONFLICT (kek_id) DO UPDATE SET rotation_id = excluded.rotation_id,"
                                + " destroyed_at = CASE WHEN retired_kek.rotation_id = excluded.rotation_id"
                                + " THEN retired_kek.destroyed_at END")
                .param(claim.rotationId())
                .param(now())
                .param(new SqlArrayValue("text", kekIds.toArray()))
                .update();
    }

    /** The key-encryption keys that go with a rotation. */
    List<String> retiredBy(Claim claim) {
        return jdbc.sql("SELECT kek_id FROM work.retired_kek WHERE rotation_id = ?")
                .param(claim.rotationId())
                .query(String.class)
                .list();
    }

    void destroyed(Claim claim) {
        jdbc.sql("UPDATE work.retired_kek SET destroyed_at = ? WHERE rotation_id = ? AND destroyed_at IS NULL")
                .param(now())
                .param(claim.rotationId())
                .update();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
