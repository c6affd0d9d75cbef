package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table {@code work.keyring}. Statements join the current transaction. Blocking. */
final class KeyringTable {

    private static final String INSERT =
            "INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at) VALUES ";
    private static final String VALUES = "(?, ?, ?, ?, ?, ?)";
    private static final String INSERT_MANY =
            "INSERT INTO work.keyring (created_at, key_id, kind, owner, wrapped_by, wrapped)"
                    + " SELECT ?::timestamptz, k.* FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[]) AS k";
    private static final String SELECT = "SELECT key_id, kind, owner, wrapped_by, wrapped FROM work.keyring ";

    private static final String DESTROY =
            "WITH gone AS (DELETE FROM work.keyring WHERE key_id = ANY (?) RETURNING key_id, wrapped_by)"
                    + " INSERT INTO work.shredded_key (key_id, wrapped_by, shredded_at)"
                    + " SELECT key_id, wrapped_by, ? FROM gone ON CONFLICT (key_id) DO NOTHING";

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyringTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether there is any key. */
    boolean isInUse() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM work.keyring)")
                .query(Boolean.class)
                .single();
    }

    /** Inserts rows by one statement, which is the same for any number of them. */
    void insert(List<KeyRow> rows) {
        jdbc.sql(INSERT_MANY)
                .param(now())
                .param(new SqlArrayValue("uuid", column(rows, row -> row.keyId().value())))
                .param(new SqlArrayValue("text", column(rows, row -> row.kind().stored())))
                .param(new SqlArrayValue("text", column(rows, KeyRow::owner)))
                .param(new SqlArrayValue("text", column(rows, KeyRow::wrappedBy)))
                .param(new SqlArrayValue(
                        "bytea", rows.stream().map(KeyRow::wrapped).toArray(byte[][]::new)))
                .update();
    }

    private static Object[] column(List<KeyRow> rows, Function<KeyRow, Object> value) {
        return rows.stream().map(value).toArray();
    }

    /** Inserts a service key, unless there is one of that name; waits for one that is being inserted. */
    void insertServiceIfAbsent(KeyRow row) {
        String sql = INSERT + VALUES + " ON CONFLICT (owner) WHERE kind = 'service' DO NOTHING";
        jdbc.sql(sql)
                .param(row.keyId().value())
                .param(row.kind().stored())
                .param(row.owner())
                .param(row.wrappedBy())
                .param(row.wrapped())
                .param(now())
                .update();
    }

    /** The rows of those keys that exist. */
    List<KeyRow> find(Collection<KeyId> keyIds) {
        Object[] ids = keyIds.stream().map(KeyId::value).toArray();
        return jdbc.sql(SELECT + "WHERE key_id = ANY (?)")
                .param(new SqlArrayValue("uuid", ids))
                .query(KeyringTable::row)
                .list();
    }

    /** The newest key of an owner, for the kinds that are looked up by owner. */
    Optional<KeyRow> findNewest(KeyKind kind, String owner) {
        String sql = SELECT + "WHERE owner = ? AND kind = '" + kind.stored() + "' ORDER BY key_id DESC LIMIT 1";
        return jdbc.sql(sql).param(owner).query(KeyringTable::row).optional();
    }

    /** The keys of an owner, for the kinds that are looked up by owner. */
    List<KeyId> idsOf(KeyKind kind, String owner) {
        return jdbc.sql("SELECT key_id FROM work.keyring WHERE owner = ? AND kind = '" + kind.stored() + "'")
                .param(owner)
                .query((found, number) -> new KeyId(found.getObject(1, UUID.class)))
                .list();
    }

    /** Deletes keys, and notes of those that were there that they were destroyed and what wrapped them. */
    int destroy(Collection<KeyId> keyIds) {
        return jdbc.sql(DESTROY)
                .param(new SqlArrayValue(
                        "uuid", keyIds.stream().map(KeyId::value).toArray()))
                .param(now())
                .update();
    }

    /** Deletes the keys that others wrap, which are noise once those are destroyed. */
    int removeBelow(Collection<KeyId> keyIds) {
        return jdbc.sql("DELETE FROM work.keyring WHERE wrapped_by = ANY (?)")
                .param(new SqlArrayValue(
                        "text", keyIds.stream().map(KeyId::toString).toArray()))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static KeyRow row(ResultSet found, int number) throws SQLException {
        return new KeyRow(
                new KeyId(found.getObject(1, UUID.class)),
                KeyKind.ofStored(found.getString(2)),
                found.getString(3),
                found.getString(4),
                found.getBytes(5));
    }
}
