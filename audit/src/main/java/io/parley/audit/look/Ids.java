package io.parley.audit.look;

/** Identifiers as they stand in tables. */
public final class Ids {

    private static final int LENGTH = 8;

    private Ids() {}

    /** The end of one: identifiers that were made one after the other begin alike. */
    public static String end(String id) {
        return id.substring(Math.max(0, id.length() - LENGTH));
    }
}
