package io.parley.infra.database;

/** The schemas. Each has a history of migrations of its own, so that one can be dropped and rebuilt without the others. */
enum Schema {
    /** The log of record: append-only. */
    EVENTS("events"),
    /** What the platform works with: tokens, snapshots, dead letters, keys, credentials. */
    WORK("work"),
    /** Read tables, which can be rebuilt from the log. */
    VIEWS("views");

    private final String sqlName;

    Schema(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    String migrations() {
        return "classpath:db/" + sqlName;
    }
}
