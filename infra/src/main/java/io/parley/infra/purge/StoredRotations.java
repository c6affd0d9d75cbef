package io.parley.infra.purge;

import io.parley.contract.id.KeyId;
import io.parley.contract.purge.Rotation;
import io.parley.contract.purge.Rotations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads {@code work.rotation}, and does not take its word for it: a rotation counts if the key-encryption keys that it retired are
 * destroyed, and so are those that stood above the shredded keys, as far as keyring and ledger know them.
 */
final class StoredRotations implements Rotations {

    /** From each key upwards, by what wrapped it when it went, or wraps it now. At most three steps: leaf, chat or user, key file. */
    private static final String ABOVE = """
            WITH RECURSIVE above (id) AS (
                SELECT id FROM unnest(:keys::text[]) AS id
                UNION
                SELECT w.wrapped_by FROM above a CROSS JOIN LATERAL (
                    SELECT wrapped_by FROM work.shredded_key
                    WHERE key_id = CASE WHEN a.id NOT LIKE 'kek:%' THEN a.id::uuid END
                    UNION ALL
                    SELECT wrapped_by FROM work.keyring
                    WHERE key_id = CASE WHEN a.id NOT LIKE 'kek:%' THEN a.id::uuid END) w)
            """;

    private static final String FIRST = """
            SELECT r.rotation_id, r.began_at, r.ended_at FROM work.rotation r
            WHERE r.began_at > :shredded AND r.ended_at IS NOT NULL
                AND EXISTS (SELECT FROM work.retired_kek k WHERE k.rotation_id = r.rotation_id)
                AND NOT EXISTS (SELECT FROM work.retired_kek k
                    WHERE k.rotation_id = r.rotation_id AND coalesce(k.destroyed_at <= :shredded, true))
                AND NOT EXISTS (SELECT FROM above a
                    LEFT JOIN work.retired_kek k ON k.kek_id = a.id
                    LEFT JOIN work.rotation b ON b.rotation_id = k.rotation_id
                    WHERE a.id LIKE 'kek:%' AND (k.destroyed_at IS NULL OR b.began_at > r.began_at))
            ORDER BY r.began_at LIMIT 1""";

    private final JdbcClient jdbc;

    StoredRotations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Rotation> after(Instant shreddedAt, Collection<KeyId> keys) {
        return jdbc.sql(ABOVE + FIRST)
                .param("keys", keys.stream().map(KeyId::toString).toArray(String[]::new))
                .param("shredded", shreddedAt.atOffset(ZoneOffset.UTC))
                .query(StoredRotations::rotation)
                .optional();
    }

    private static Rotation rotation(ResultSet row, int number) throws SQLException {
        return new Rotation(row.getObject("rotation_id", UUID.class), time(row, "began_at"), time(row, "ended_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
