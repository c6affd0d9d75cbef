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
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table {@code work.keyring}. Statements join the current transaction. Blocking. */
final class KeyringTable {

    private static final String INSERT =
            "INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at) VALUES ";
    private static final String VALUES = "(?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "SELECT key_id, kind, owner, wrapped_by, wrapped FROM work.keyring ";

    private static final String DESTROY =
            "WITH gone AS (DELETE FROM work.keyring WHERE key_id = ANY (?) RETURNING key_id, wrapped_by)"
                    + " INSERT INTO work.shredded_key (key_id, wrapped_by, shredded_at)"
                    + " SELECT key_id, wrapped_by, ? FROM gone ON CONFLICT (key_id) DO NOTHING";

    private final JdbcClient jdbc;
    private final GuardedInserts inserts;
    private final Clock clock;

    KeyringTable(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.inserts = new GuardedInserts(dataSource);
        this.clock = clock;
    }

    /** Whether there is any key. */
    boolean isInUse() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM work.keyring)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Inserts rows, unless one of them would lie below a key that takes nothing new any more.
     *
     * @return whether all were inserted; if not, the transaction must not be committed
     */
    boolean insert(List<KeyRow> rows) {
        return inserts.insert(rows, now());
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

    /** The newest key of an owner that has no successor, for the kinds that are looked up by owner. */
    Optional<KeyRow> findNewest(KeyKind kind, String owner) {
        String sql = SELECT + "WHERE owner = ? AND kind = '" + kind.stored()
                + "' AND NOT retired ORDER BY key_id DESC LIMIT 1";
        return jdbc.sql(sql).param(owner).query(KeyringTable::row).optional();
    }

    /** The keys of an owner, for the kinds that are looked up by owner. */
    List<KeyId> idsOf(KeyKind kind, String owner) {
        return jdbc.sql("SELECT key_id FROM work.keyring WHERE owner = ? AND kind = '" + kind.stored() + "'")
                .param(owner)
                .query((found, number) -> new KeyId(found.getObject(1, UUID.class)))
                .list();
    }

    /** Whether any of them has a key of a chat or user. */
    boolean isOwner(Collection<String> owners) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM work.keyring WHERE owner = ANY (?) AND kind IN ('user', 'chat'))")
                .param(new SqlArrayValue("text", owners.toArray()))
                .query(Boolean.class)
                .single();
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

    static KeyRow row(ResultSet found, int number) throws SQLException {
        return rowAfter(0, found);
    }

    /** The row that begins after some other columns. */
    static KeyRow rowAfter(int columns, ResultSet found) throws SQLException {
        return new KeyRow(
                new KeyId(found.getObject(columns + 1, UUID.class)),
                KeyKind.ofStored(found.getString(columns + 2)),
                found.getString(columns + 3),
                found.getString(columns + 4),
                found.getBytes(columns + 5));
    }
}
