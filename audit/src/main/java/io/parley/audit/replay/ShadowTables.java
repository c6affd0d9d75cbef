package io.parley.audit.replay;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The tables beside those that serve. They are made like those are in the database, with indexes and constraints of the same names:
 * after they have changed places no migration finds a difference. All of it runs in the caller's transaction.
 */
final class ShadowTables {

    /** Nobody reads what is beside, but the database may tend to it, and gives way after a second. */
    private static final String PATIENCE_BESIDE = "SET LOCAL lock_timeout = '3s'";

    /**
     * Both together are less than the second after which the database looks for a deadlock: it is always this side that gives up.
     * The one is for each lock, the other for all locks of a statement.
     */
    private static final String PATIENCE_FOR_ROWS = "SET LOCAL lock_timeout = '250ms'";

    private static final String PATIENCE_FOR_TABLES = "SET LOCAL statement_timeout = '600ms'";

    private static final String NO_HURRY = "SET LOCAL statement_timeout = 0";

    /** A letter of which that cannot be told waits from the beginning on. */
    private static final String HELD_BACK_FROM = """
            SELECT coalesce(min(coalesce(
                substring(encode(token, 'escape') FROM '"globalIndex"\\s*:\\s*([0-9]{1,18})')::bigint, 1)),
                9223372036854775807)
            FROM work.dead_letter WHERE processinggroup = ?""";

    private static final String OWNER_OF = """
            SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class
            WHERE oid = ?::regclass AND pg_get_userbyid(relowner) <> current_user""";

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
        for (String owner : jdbc.queryForList(OWNER_OF, String.class, like)) {
            jdbc.execute("ALTER TABLE " + shadow(table) + " OWNER TO " + owner); // the server is to read it
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
     * @return from which position on the former tables lack what was held back; the greatest number if nothing was
     * @throws ReplayRefusal if the tables that serve have been changed since the others were made
     * @throws org.springframework.dao.DataAccessException if somebody kept the tables for so long that others would have had to wait
     */
    long changePlaces() {
        List<String> all =
                Stream.concat(tables.stream(), ShadowSql.SHARED.stream()).toList();
        jdbc.execute(PATIENCE_BESIDE);
        lock(tables.stream().map(ShadowTables::shadow));
        jdbc.execute(PATIENCE_FOR_ROWS);
        Long heldBackFrom = jdbc.queryForObject(HELD_BACK_FROM, Long.class, projection);
        jdbc.update("DELETE FROM work.dead_letter WHERE processinggroup = ?", projection);
        jdbc.update("DELETE FROM views.held_back WHERE projection = ?", projection);
        jdbc.execute(PATIENCE_FOR_TABLES);
        lock(all.stream().map(ShadowTables::live));
        jdbc.execute(NO_HURRY);
        if (!Definitions.of(jdbc, ShadowSql.LIVE, all).equals(Definitions.of(jdbc, ShadowSql.SHADOW, all))) {
            throw new ReplayRefusal(
                    "The tables that serve are not what they were when the replay of \"%1$s\" began: ./parley replay drop %1$s, and start anew."
                            .formatted(projection));
        }
        for (String table : tables) {
            move(live(table), SWAP);
            move(shadow(table), ShadowSql.LIVE);
            move(SWAP + "." + table, ShadowSql.SHADOW);
        }
        OWNER.forEach(this::changeRows);
        return heldBackFrom == null ? Long.MAX_VALUE : heldBackFrom;
    }

    private void lock(Stream<String> names) {
        jdbc.execute("LOCK TABLE " + names.collect(Collectors.joining(", ")) + " IN ACCESS EXCLUSIVE MODE");
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
