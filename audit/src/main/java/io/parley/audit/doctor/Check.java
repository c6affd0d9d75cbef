package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import java.sql.SQLException;

/** One thing that is looked at. */
public interface Check {

    /** What it is called, in one word. */
    String name();

    /** What it goes through: {@code event}, {@code key} … */
    default String unit() {
        return "event";
    }

    /**
     * Looks.
     *
     * @param snapshot the database as it was when the check began
     * @param diagnosis is told what was found
     * @param progress is told how far it is, of what takes long
     */
    void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress)
            throws SQLException, InterruptedException;
}
