package io.parley.audit.replay;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The tables beside those that serve. They are made like those are in the database, with indexes and constraints of the same names:
 * after they have changed places no migration finds a difference. All of it runs in the caller's transaction.
 */
final class ShadowTables {

    /** Less than the second after which the database looks for a deadlock: it is always this side that gives up. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '500ms'";

    private static final String SWAP = "shadow_swap";

    /** Two who make or drop tables at once take turns. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('parley-replay', 0))";

    private static final String INDEXES = """
            SELECT pg_get_indexdef(i.indexrelid)
            FROM pg_index i
            WHERE i.indrelid = ?::regclass
                AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)""";

    private static final String CONSTRAINTS = """
            SELECT format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE conrelid = ?::regclass AND contype IN ('p', 'u')""";

    private static final String SETTINGS =
            "SELECT format(' WITH (%s)', array_to_string(reloptions, ', ')) FROM pg_class"
                    + " WHERE oid = ?::regclass AND reloptions IS NOT NULL";

    /** Of bookkeeping that projections share, the column that says whose a row is. */
    private static final Map<String, String> OWNER = Map.of("gone_chat", "projection", "deletion", "store");

    private final JdbcOperations jdbc;
    private final String projection;
    private final List<String> tables;

    ShadowTables(JdbcOperations jdbc, String projection, List<String> tables) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.tables = tables;
    }

    void create() {
        jdbc.execute(ONE_AT_A_TIME);
        for (String shared : ShadowSql.SHARED) {
            if (is("SELECT to_regclass(?) IS NULL", shadow(shared))) {
                create(shared);
            }
        }
        tables.forEach(this::create);
    }

    private void create(String table) {
        String like = live(table);
        String settings = String.join("", jdbc.queryForList(SETTINGS, String.class, like));
        jdbc.execute(
                "CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)%s".formatted(shadow(table), like, settings));
        for (String constraint : jdbc.queryForList(CONSTRAINTS, String.class, like)) {
            jdbc.execute("ALTER TABLE " + shadow(table) + " ADD " + constraint);
        }
        for (String index : jdbc.queryForList(INDEXES, String.class, like)) {
            jdbc.execute(index.replace(" ON " + like + " ", " ON " + shadow(table) + " "));
        }
    }

    void drop() {
        jdbc.execute(ONE_AT_A_TIME);
        tables.forEach(table -> jdbc.execute("DROP TABLE IF EXISTS " + shadow(table)));
        if (is("SELECT NOT EXISTS (SELECT 1 FROM work.replay)")) {
            ShadowSql.SHARED.forEach(shared -> jdbc.execute("DROP TABLE IF EXISTS " + shadow(shared)));
        } else {
            OWNER.forEach((shared, owner) ->
                    jdbc.update("DELETE FROM " + shadow(shared) + " WHERE " + owner + " = ?", projection));
        }
    }

    /**
     * Lets the tables change places, with what the projection holds back: the others have handled it. Whoever reads meanwhile waits,
     * and then reads the others.
     *
     * @throws org.springframework.dao.DataAccessException if somebody kept the tables for so long that others would have had to wait
     */
    void changePlaces() {
        jdbc.execute(PATIENCE);
        jdbc.update("DELETE FROM work.dead_letter WHERE processinggroup = ?", projection);
        jdbc.update("DELETE FROM views.held_back WHERE projection = ?", projection);
        lock(ShadowSql.SHARED, "EXCLUSIVE");
        lock(tables, "ACCESS EXCLUSIVE");
        for (String table : tables) {
            move(live(table), SWAP);
            move(shadow(table), ShadowSql.LIVE);
            move(SWAP + "." + table, ShadowSql.SHADOW);
        }
        OWNER.forEach(this::changeRows);
    }

    private void lock(List<String> names, String mode) {
        jdbc.execute("LOCK TABLE " + names.stream().map(ShadowTables::live).collect(Collectors.joining(", ")) + " IN "
                + mode + " MODE");
    }

    private void move(String table, String schema) {
        jdbc.execute("ALTER TABLE " + table + " SET SCHEMA " + schema);
    }

    private void changeRows(String table, String owner) {
        String aside = "replay_" + table;
        jdbc.execute("CREATE TEMPORARY TABLE %s (LIKE %s) ON COMMIT DROP".formatted(aside, live(table)));
        moveRows(live(table), aside, owner);
        moveRows(shadow(table), live(table), owner);
        moveRows(aside, shadow(table), owner);
    }

    private void moveRows(String from, String to, String owner) {
        jdbc.update("INSERT INTO %s SELECT * FROM %s WHERE %s = ?".formatted(to, from, owner), projection);
        jdbc.update("DELETE FROM %s WHERE %s = ?".formatted(from, owner), projection);
    }

    private boolean is(String question, Object... parameters) {
        return Boolean.TRUE.equals(jdbc.queryForObject(question, Boolean.class, parameters));
    }

    private static String live(String table) {
        return ShadowSql.LIVE + "." + table;
    }

    private static String shadow(String table) {
        return ShadowSql.SHADOW + "." + table;
    }
}
