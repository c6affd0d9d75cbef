package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import java.sql.SQLException;

/** Whether fan-outs that wait for their next try get it. */
final class SagaCheck implements Check {

    /** What a deadline holds is JSON that names its saga. */
    private static final String WITHOUT_DEADLINE = """
            SELECT s.saga_id, s.begun_at FROM work.saga_entry s
            WHERE s.begun_at < now() - interval '10 minutes' AND NOT EXISTS (
                SELECT FROM work.scheduled_tasks t WHERE strpos(convert_from(t.task_data, 'UTF8'), s.saga_id) > 0)
            ORDER BY s.begun_at""";

    @Override
    public String name() {
        return "sagas";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.each(
                WITHOUT_DEADLINE,
                row -> diagnosis.wrong(
                        "fan-out %s, begun %s: it waits, and nothing will wake it",
                        row.getString(1), row.getString(2)));
        Overdue.in("work.scheduled_tasks", snapshot, "a fan-out's next try", diagnosis);
        diagnosis.looked("%,d fan-outs that wait", snapshot.number("SELECT count(*) FROM work.saga_entry"));
    }
}
