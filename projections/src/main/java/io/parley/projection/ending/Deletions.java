package io.parley.projection.ending;

/**
 * The ends of statements that write down in {@code views.deletion} how many rows of a projection went with which event. A statement
 * that deletes does so itself, so that rows and record cannot disagree.
 */
public final class Deletions {

    private Deletions() {}

    /**
     * What follows a common table expression {@code gone}, which has {@code position} and {@code chat_id} of the event for each row that
     * went. What comes again finds nothing, or what was written again just before: the record stays as it is.
     *
     * @param projection the projection whose rows they are
     */
    public static String recordAtOnce(String projection) {
        return """
                INSERT INTO views.deletion AS d (position, chat_id, store, deleted)
                SELECT position, chat_id, '%s', count(*) FROM gone GROUP BY position, chat_id
                ON CONFLICT (position, store) DO UPDATE SET deleted = greatest(d.deleted, excluded.deleted)""".formatted(projection);
    }

    /** The same for rows that go bit by bit. */
    public static String recordMore(String projection) {
        return """
                INSERT INTO views.deletion AS d (position, chat_id, store, deleted)
                SELECT position, chat_id, '%s', count(*) FROM gone GROUP BY position, chat_id
                ON CONFLICT (position, store) DO UPDATE SET deleted = d.deleted + excluded.deleted""".formatted(projection);
    }
}
