package io.parley.audit.replay;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** What tables are made of, whatever the schema that they are in: columns, constraints, indexes, settings. */
final class Definitions {

    private static final String OF_TABLES = """
            SELECT concat_ws(' | ', c.relname, c.reloptions::text,
                (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                        pg_get_expr(d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)
                    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                (SELECT string_agg(concat_ws(' ', o.conname, pg_get_constraintdef(o.oid)), ', ' ORDER BY o.conname)
                    FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u', 'c')),
                (SELECT string_agg(replace(pg_get_indexdef(i.indexrelid), ' ON ' || c.relnamespace::regnamespace || '.', ' ON '),
                        ', ' ORDER BY x.relname)
                    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid))
            FROM pg_class c
            WHERE c.relnamespace = CAST(? AS regnamespace) AND c.relname = ANY (?) AND c.relkind = 'r'
            ORDER BY c.relname""";

    private Definitions() {}

    /** Those of tables in a schema, one text each, by their names. */
    static List<String> of(JdbcOperations jdbc, String schema, List<String> tables) {
        return jdbc.queryForList(OF_TABLES, String.class, schema, tables.toArray(String[]::new));
    }
}
