package io.parley.query;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as what they are in the contract. */
public final class Rows {

    private Rows() {}

    /** An identifier. */
    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** An identifier or null. */
    public static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** A time. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A time or null. */
    public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A duration, stored in milliseconds, or null. */
    public static @Nullable Duration millisOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    /** A ciphertext and its key. */
    public static Ciphertext sealed(ResultSet row, String bytes, String key) throws SQLException {
        return new Ciphertext(new KeyId(id(row, key)), row.getBytes(bytes));
    }

    /** A ciphertext and its key, or null. */
    public static @Nullable Ciphertext sealedOrNull(ResultSet row, String bytes, String key) throws SQLException {
        return idOrNull(row, key) == null ? null : sealed(row, bytes, key);
    }
}
