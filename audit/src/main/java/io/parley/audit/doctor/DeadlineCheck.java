package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.log.Processors;
import java.sql.SQLException;

/**
 * Whether what has an end has a deadline, and deadlines have a chat. A deadline is never taken back: that of a chat that is gone, or that
 * nothing ends in any more, goes when it is due, and is not wrong. What ends later and has no deadline gets one in time, by the sweep of
 * the server.
 */
final class DeadlineCheck implements Check {

    private static final String UNKNOWN = """
            SELECT d.task_instance, d.execution_time FROM work.expiry_deadline d
            WHERE NOT EXISTS (SELECT FROM events.event e WHERE e.aggregate_id = d.task_instance)
            ORDER BY d.execution_time""";

    /** Of a chat in which something has happened that the read tables do not have yet, or hold back, nothing can be said. */
    private static final String WITHOUT = """
            SELECT due.chat_id, min(due.at), min(due.at) < now() FROM (
                SELECT chat_id, expires_at AS at FROM views.message WHERE expires_at IS NOT NULL
                UNION ALL
                SELECT chat_id, expires_at FROM views.chat WHERE expires_at IS NOT NULL) due
            JOIN views.chat c ON c.chat_id = due.chat_id AND c.gone_position IS NULL AND c.held_since IS NULL
            WHERE NOT EXISTS (SELECT FROM work.expiry_deadline d WHERE d.task_instance = due.chat_id::text)
                AND NOT EXISTS (SELECT FROM events.event e
                    WHERE e.aggregate_id = due.chat_id::text AND e.position > ?)
                AND NOT EXISTS (SELECT FROM views.held_back h WHERE h.subject = due.chat_id)
            GROUP BY due.chat_id ORDER BY 2""";

    @Override
    public String name() {
        return "deadlines";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.hold("views.chat", "views.message");
        snapshot.each(
                UNKNOWN,
                row -> diagnosis.wrong(
                        "a deadline at %s is of a chat that the log does not know: %s",
                        row.getString(2), row.getString(1)));
        Overdue.in("work.expiry_deadline", snapshot, "the end of something in a chat", diagnosis);
        long seen = Math.min(
                snapshot.progressOf(Processors.VIEWS).low(),
                snapshot.progressOf(Processors.HISTORY).low());
        long[] later = new long[1];
        snapshot.each(
                WITHOUT,
                row -> {
                    if (row.getBoolean(3)) {
                        diagnosis.wrong(
                                "chat %s: something ended at %s, and has no deadline",
                                row.getString(1), row.getString(2));
                    } else {
                        later[0]++;
                    }
                },
                seen);
        if (later[0] > 0) {
            diagnosis.note("chats in which something ends later and that get a deadline by then: %,d", later[0]);
        }
        diagnosis.looked("%,d deadlines", snapshot.number("SELECT count(*) FROM work.expiry_deadline"));
    }
}
