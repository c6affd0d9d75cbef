package io.parley.infra.purge;

import io.parley.contract.purge.Rotation;
import io.parley.contract.purge.Rotations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code work.rotation}. */
final class StoredRotations implements Rotations {

    private final JdbcClient jdbc;

    StoredRotations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Rotation> after(Instant shreddedAt) {
        return jdbc.sql("""
                        SELECT rotation_id, began_at, ended_at FROM work.rotation
                        WHERE began_at > ? AND ended_at IS NOT NULL ORDER BY began_at LIMIT 1""")
                .param(shreddedAt.atOffset(ZoneOffset.UTC))
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
