package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The table {@code work.keyring} as a rotation works on it. What others hold locked is passed over, so that nobody who destroys keys
 * meanwhile can come to a deadlock with it. Statements join the current transaction. Blocking.
 */
final class RewrapTable {

    private static final String COLUMNS = "k.key_id, k.kind, k.owner, k.wrapped_by, k.wrapped";
    private static final String SHREDDED_BELOW =
            " FROM work.keyring k WHERE k.kind IN ('user', 'chat') AND NOT k.retired"
                    + " AND EXISTS (SELECT FROM work.shredded_key s WHERE s.wrapped_by = k.key_id::text)";
    private static final String RETIRED_BELOW =
            "SELECT count(*) FROM work.keyring p JOIN work.keyring k ON k.wrapped_by = p.key_id::text WHERE p.retired";
    private static final String SUCCESSIONS = "SELECT n.key_id, n.kind, n.owner, n.wrapped_by, n.wrapped, " + COLUMNS
            + " FROM work.keyring k JOIN work.keyring n ON n.owner = k.owner AND n.kind = k.kind AND NOT n.retired"
            + " AND n.kind IN ('user', 'chat') WHERE k.key_id = ANY (?) AND k.retired FOR KEY SHARE SKIP LOCKED";
    private static final String UPDATE = "UPDATE work.keyring k SET wrapped_by = n.wrapped_by, wrapped = n.wrapped"
            + " FROM unnest(?::tid[], ?::uuid[], ?::text[], ?::bytea[]) AS n (place, key_id, wrapped_by, wrapped)"
            + " WHERE k.ctid = n.place AND k.key_id = n.key_id";
    private static final String DESTROY = "WITH gone AS (DELETE FROM work.keyring p WHERE p.key_id IN (SELECT l.key_id"
            + " FROM work.keyring l WHERE l.key_id = ANY (?) AND l.retired FOR UPDATE SKIP LOCKED) AND NOT EXISTS"
            + " (SELECT FROM work.keyring k WHERE k.wrapped_by = p.key_id::text AND k.key_id <> ALL (?))"
            + " RETURNING key_id, wrapped_by) INSERT INTO work.shredded_key (key_id, wrapped_by, shredded_at)"
            + " SELECT key_id, wrapped_by, ? FROM gone ON CONFLICT (key_id) DO NOTHING";

    private final JdbcClient jdbc;

    RewrapTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * A row that is locked, and where it lies until it is changed.
     *
     * @param place the database's address of the row
     */
    record Placed(String place, KeyRow row) {}

    /**
     * A retired key and the one that takes its place.
     *
     * @param retired the one that goes
     * @param successor the one that comes
     */
    record Succession(KeyRow retired, KeyRow successor) {}

    /** Lets the current transaction's commit not wait for the disk: a later one that does makes it last too. */
    void commitHastily() {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
    }

    /** The first keys, in order, that still take new ones though something they wrapped was shredded. */
    List<KeyRow> shreddedBelow(KeyId after, int most) {
        return jdbc.sql("SELECT " + COLUMNS + SHREDDED_BELOW
                        + " AND k.key_id > ? ORDER BY k.key_id LIMIT ? FOR NO KEY UPDATE SKIP LOCKED")
                .param(after.value())
                .param(most)
                .query(KeyringTable::row)
                .list();
    }

    /** Whether there is such a key. */
    boolean isShreddedBelowAny() {
        return jdbc.sql("SELECT EXISTS (SELECT" + SHREDDED_BELOW + ")")
                .query(Boolean.class)
                .single();
    }

    void retire(Collection<KeyId> keyIds) {
        jdbc.sql("UPDATE work.keyring SET retired = true WHERE key_id = ANY (?)")
                .param(uuids(keyIds))
                .update();
    }

    /** The next retired keys, in order. */
    List<KeyId> retired(KeyId after, int most) {
        return jdbc.sql("SELECT key_id FROM work.keyring WHERE retired AND key_id > ? ORDER BY key_id LIMIT ?")
                .param(after.value())
                .param(most)
                .query((found, number) -> new KeyId(found.getObject(1, UUID.class)))
                .list();
    }

    /** Which of these are there, and retired. */
    boolean isRetiredAny(Collection<KeyId> keyIds) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM work.keyring WHERE key_id = ANY (?) AND retired)")
                .param(uuids(keyIds))
                .query(Boolean.class)
                .single();
    }

    long countBelowRetired() {
        return jdbc.sql(RETIRED_BELOW).query(Long.class).single();
    }

    /** Locks retired keys and their successors against destruction; each with its successor. */
    List<Succession> lockSuccessions(Collection<KeyId> retired) {
        return jdbc.sql(SUCCESSIONS)
                .param(uuids(retired))
                .query((found, number) ->
                        new Succession(KeyringTable.rowAfter(5, found), KeyringTable.rowAfter(0, found)))
                .list();
    }

    /** Locks some of what lies below keys of the keyring, or below key-encryption keys. */
    List<Placed> lockBelow(Collection<String> wrappedBy, Collection<KeyId> except, int most) {
        return jdbc.sql("SELECT " + COLUMNS + ", k.ctid::text FROM work.keyring k WHERE k.wrapped_by = ANY (?)"
                        + " AND NOT k.retired AND k.key_id <> ALL (?) LIMIT ? FOR NO KEY UPDATE SKIP LOCKED")
                .param(new SqlArrayValue("text", wrappedBy.toArray()))
                .param(uuids(except))
                .param(most)
                .query(RewrapTable::placed)
                .list();
    }

    private static Placed placed(ResultSet found, int number) throws SQLException {
        return new Placed(found.getString(6), KeyringTable.rowAfter(0, found));
    }

    /** Counts keys below key-encryption keys. */
    long countBelow(Collection<String> kekIds, Collection<KeyId> except) {
        return jdbc.sql("SELECT count(*) FROM work.keyring k WHERE k.wrapped_by = ANY (?) AND NOT k.retired"
                        + " AND k.key_id <> ALL (?)")
                .param(new SqlArrayValue("text", kekIds.toArray()))
                .param(uuids(except))
                .query(Long.class)
                .single();
    }

    /** Replaces rows that the current transaction has locked. */
    void update(List<Placed> rows) {
        jdbc.sql(UPDATE)
                .param(new SqlArrayValue("text", column(rows, Placed::place)))
                .param(new SqlArrayValue(
                        "uuid", column(rows, row -> row.row().keyId().value())))
                .param(new SqlArrayValue("text", column(rows, row -> row.row().wrappedBy())))
                .param(new SqlArrayValue(
                        "bytea", rows.stream().map(row -> row.row().wrapped()).toArray(byte[][]::new)))
                .update();
    }

    /** Destroys those retired keys that wrap nothing any more, and notes it. */
    int destroy(Collection<KeyId> retired, Collection<KeyId> except, OffsetDateTime now) {
        return jdbc.sql(DESTROY)
                .param(uuids(retired))
                .param(uuids(except))
                .param(now)
                .update();
    }

    private static Object[] column(List<Placed> rows, Function<Placed, Object> value) {
        return rows.stream().map(value).toArray();
    }

    private static SqlArrayValue uuids(Collection<KeyId> keyIds) {
        List<Object> values = new ArrayList<>();
        keyIds.forEach(keyId -> values.add(keyId.value()));
        return new SqlArrayValue("uuid", values.toArray());
    }
}
