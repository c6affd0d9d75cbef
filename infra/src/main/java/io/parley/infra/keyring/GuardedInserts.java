package io.parley.infra.keyring;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts keys only below keys that still take new ones: by one statement for all that others of the keyring wrap, and by one before
 * for those that a key-encryption key wraps.
 *
 * <p>A rotation first says that a key takes nothing new, then waits for all transactions that had begun to write by then, and only then
 * takes up what lies below it. So whoever inserts must count among those who write before looking whether the key still takes new ones:
 * the transaction gets its number first, and the insert looks at the table as it is after that. Both go to the database at once.
 */
final class GuardedInserts {

    private static final String INSERT = "SELECT pg_current_xact_id();"
            + " INSERT INTO work.keyring (created_at, key_id, kind, owner, wrapped_by, wrapped)"
            + " SELECT ?::timestamptz, k.* FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[])"
            + " AS k (key_id, kind, owner, wrapped_by, wrapped) WHERE ";
    private static final String TOPS =
            INSERT + "NOT EXISTS (SELECT FROM work.retired_kek WHERE kek_id = ANY (?::text[]))";

    /** All or none, so that each key above is looked at once, however many come below it. */
    private static final String LEAVES = INSERT
            + "(SELECT count(*) FROM work.keyring WHERE key_id = ANY (?::uuid[]) AND NOT retired) = cardinality(?::uuid[])";

    private final JdbcTemplate jdbc;

    GuardedInserts(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Whether all were inserted. */
    boolean insert(List<KeyRow> rows, OffsetDateTime now) {
        List<KeyRow> tops = rows.stream().filter(row -> !row.kind().isLeaf()).toList();
        if (tops.isEmpty()) {
            return insert(LEAVES, rows, now);
        }
        List<KeyRow> leaves = rows.stream().filter(row -> row.kind().isLeaf()).toList();
        return insert(TOPS, tops, now) && (leaves.isEmpty() || insert(LEAVES, leaves, now));
    }

    private boolean insert(String sql, List<KeyRow> rows, OffsetDateTime now) {
        Integer inserted = jdbc.execute(
                (Connection connection) -> prepare(connection, sql, rows, now), (PreparedStatement both) -> {
                    both.execute();
                    both.getMoreResults();
                    return both.getUpdateCount();
                });
        return inserted != null && inserted == rows.size();
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<KeyRow> rows, OffsetDateTime now)
            throws SQLException {
        PreparedStatement both = connection.prepareStatement(sql);
        both.setObject(1, now);
        both.setArray(2, connection.createArrayOf("uuid", column(rows, row -> row.keyId()
                .value())));
        both.setArray(3, connection.createArrayOf("text", column(rows, row -> row.kind()
                .stored())));
        both.setArray(4, connection.createArrayOf("text", column(rows, KeyRow::owner)));
        both.setArray(5, connection.createArrayOf("text", column(rows, KeyRow::wrappedBy)));
        both.setArray(
                6,
                connection.createArrayOf(
                        "bytea", rows.stream().map(KeyRow::wrapped).toArray(byte[][]::new)));
        Array above = connection.createArrayOf(
                sql.equals(LEAVES) ? "uuid" : "text",
                rows.stream().map(KeyRow::wrappedBy).distinct().toArray());
        both.setArray(7, above);
        if (sql.equals(LEAVES)) {
            both.setArray(8, above);
        }
        return both;
    }

    private static Object[] column(List<KeyRow> rows, Function<KeyRow, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
