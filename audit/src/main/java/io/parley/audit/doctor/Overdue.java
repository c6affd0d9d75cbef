package io.parley.audit.doctor;

import java.sql.SQLException;

/** Deadlines that nobody has taken up though their time is long over. */
final class Overdue {

    private static final String SELECT = """
            SELECT task_instance, execution_time, coalesce(consecutive_failures, 0) FROM %s
            WHERE execution_time < now() - interval '10 minutes'
                AND (NOT picked OR coalesce(last_heartbeat, execution_time) < now() - interval '10 minutes')
            ORDER BY execution_time""";

    private Overdue() {}

    static void in(String table, Snapshot snapshot, String what, Diagnosis diagnosis) throws SQLException {
        snapshot.each(
                SELECT.formatted(table),
                row -> diagnosis.wrong(
                        "%s was due at %s and has not come, after %,d failures: %s",
                        what, row.getString(2), row.getLong(3), row.getString(1)));
    }
}
