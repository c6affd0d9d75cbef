package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import java.sql.SQLException;

/** Whether the table of media has what the log says is there, nothing else, and none that should have gone long ago. */
final class MediaCheck implements Check {

    private static final String UNLISTED = """
            SELECT u.position, u.aggregate_id FROM events.event u
            WHERE u.type = '%s'
                AND NOT EXISTS (SELECT FROM work.media m WHERE m.media_id = u.aggregate_id::uuid)
                AND NOT EXISTS (SELECT FROM events.event d WHERE d.aggregate_id = u.aggregate_id AND d.type = '%s')
            ORDER BY u.position""".formatted(MediaUploaded.class.getName(), MediaDeleted.class.getName());

    private static final String UNKNOWN = """
            SELECT m.media_id, m.uploaded_at FROM work.media m
            WHERE NOT EXISTS (SELECT FROM events.event e WHERE e.aggregate_id = m.media_id::text)
            ORDER BY m.uploaded_at""";

    private static final String LATE = """
            SELECT media_id, due_at, tries FROM work.media
            WHERE due_at < now() - interval '1 hour' ORDER BY due_at""";

    @Override
    public String name() {
        return "media";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.each(
                UNLISTED,
                row -> diagnosis.wrong(
                        "media %s (position %,d) are in the log and not in the table of media",
                        row.getString(2), row.getLong(1)));
        snapshot.each(
                UNKNOWN,
                row -> diagnosis.wrong(
                        "media %s, uploaded %s, are not in the log", row.getString(1), row.getString(2)));
        snapshot.each(
                LATE,
                row -> diagnosis.wrong(
                        "media %s should have gone from the store by %s and have not, after %,d tries",
                        row.getString(1), row.getString(2), row.getLong(3)));
        diagnosis.looked("%,d media", snapshot.number("SELECT count(*) FROM work.media"));
    }
}
