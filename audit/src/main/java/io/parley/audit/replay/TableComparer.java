package io.parley.audit.replay;

import io.parley.audit.replay.Comparison.Content;
import io.parley.audit.replay.Comparison.Difference;
import io.parley.audit.replay.Comparison.Table;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Compares tables in one snapshot: first by a checksum over all rows, and row by row only where that differs. */
final class TableComparer {

    private static final String COLUMNS = """
            SELECT quote_ident(attname) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    /** Chats that the cleaner is not through with: whose rows are gone already is a matter of the moment. */
    private static final String LEAVING =
            "SELECT chat_id FROM views.gone_chat WHERE projection = ? AND due_at IS NOT NULL";

    private final JdbcOperations jdbc;
    private final String projection;
    private final List<String> tables;

    TableComparer(Connection snapshot, String projection, List<String> tables) {
        this.jdbc = OneConnection.statementsOn(snapshot);
        this.projection = projection;
        this.tables = tables;
    }

    Comparison compare(long position, int most) {
        List<Table> compared = new ArrayList<>();
        for (String table : tables) {
            compared.add(compare(table, most));
        }
        return new Comparison(
                position,
                compared,
                count("SELECT count(*) FROM work.dead_letter WHERE processinggroup = ?"),
                count("SELECT count(*) FROM (" + LEAVING + ") AS leaving"));
    }

    private long count(String sql) {
        Long count = jdbc.queryForObject(sql, Long.class, projection);
        return count == null ? 0 : count;
    }

    private Table compare(String table, int most) {
        List<String> live = columns(ShadowSql.LIVE, table);
        List<String> rebuilt = columns(ShadowSql.SHADOW, table);
        List<String> both = live.stream().filter(rebuilt::contains).toList();
        List<String> one = new ArrayList<>(live);
        one.addAll(rebuilt);
        one.removeAll(both);
        String list = String.join(", ", both);
        String condition = both.contains("chat_id")
                ? " WHERE chat_id IS NULL OR chat_id NOT IN (" + LEAVING + ")"
                : " WHERE ?::text IS NOT NULL";
        Content ofLive = content(ShadowSql.LIVE + "." + table, list, condition);
        Content ofRebuilt = content(ShadowSql.SHADOW + "." + table, list, condition);
        List<Difference> differences = ofLive.equals(ofRebuilt) ? List.of() : differences(table, list, condition, most);
        return new Table(table, ofLive, ofRebuilt, one, differences);
    }

    private List<String> columns(String schema, String table) {
        return jdbc.queryForList(COLUMNS, String.class, schema + "." + table);
    }

    private Content content(String table, String columns, String condition) {
        return jdbc.queryForObject(
                "SELECT count(*), coalesce(sum(hashtextextended(ROW(%s)::text, 0)::numeric), 0)::text FROM %s%s"
                        .formatted(columns, table, condition),
                (row, number) -> new Content(row.getLong(1), row.getString(2)),
                projection);
    }

    private List<Difference> differences(String table, String columns, String condition, int most) {
        List<Difference> all = new ArrayList<>();
        all.addAll(onlyIn(true, table, columns, condition, most));
        all.addAll(onlyIn(false, table, columns, condition, most));
        return all;
    }

    private List<Difference> onlyIn(boolean live, String table, String columns, String condition, int most) {
        String one = (live ? ShadowSql.LIVE : ShadowSql.SHADOW) + "." + table;
        String other = (live ? ShadowSql.SHADOW : ShadowSql.LIVE) + "." + table;
        String sql = "SELECT to_jsonb(d)::text FROM (SELECT %1$s FROM %2$s%3$s EXCEPT SELECT %1$s FROM %4$s%3$s"
                        .formatted(columns, one, condition, other)
                + " ORDER BY " + order(columns) + " LIMIT ?) AS d";
        return jdbc.query(sql, (row, number) -> new Difference(live, row.getString(1)), projection, projection, most);
    }

    /** The first column is the key, or its beginning. */
    private static String order(String columns) {
        return columns.split(", ", 2)[0];
    }
}
