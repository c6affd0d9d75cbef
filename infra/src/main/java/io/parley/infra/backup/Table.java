package io.parley.infra.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are dumped together, into one file.
 *
 * @param name the table of which they are, with its schema; or a name of their own
 * @param rows which they are: what stands after FROM
 * @param columns which of the columns; empty for all that the table has
 */
record Table(String name, String rows, List<String> columns) {

    static final String EVENT = "events.event";
    static final String SEAL = "events.seal";
    static final String RESTORE = "events.restore";
    static final String KEY = "work.keyring";
    static final String DESTROYED = "work.shredded_key";
    static final String ERASED = "work.erased_account";

    static Table whole(String name) {
        return new Table(name, name, List.of());
    }

    static Table ordered(String name, String by) {
        return new Table(name, name + " ORDER BY " + by, List.of());
    }

    /** The column by which rows that are never deleted are numbered; null for a table whose rows are. */
    static @Nullable String numberOf(String name) {
        return switch (name) {
            case EVENT -> "position";
            case SEAL -> "number";
            default -> null;
        };
    }

    /** The file's name within its part's folder. */
    String file() {
        return name.substring(name.indexOf('.') + 1) + ".copy.gz";
    }

    /** Whether all of it comes from the database's table of the same name. */
    boolean isTable() {
        return columns.isEmpty();
    }
}
