package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import java.sql.SQLException;

/** Whether projections hold events back. */
final class DeadLetterCheck implements Check {

    private static final String HELD = """
            SELECT processinggroup, sequenceidentifier, count(*), min(enqueuedat)
            FROM work.dead_letter GROUP BY processinggroup, sequenceidentifier ORDER BY 1, 2""";

    @Override
    public String name() {
        return "dead-letters";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.each(
                HELD,
                row -> diagnosis.wrong(
                        "projection %s holds back %,d of %s, since %s",
                        row.getString(1), row.getLong(3), row.getString(2), row.getString(4)));
        diagnosis.looked("events that projections hold back");
    }
}
