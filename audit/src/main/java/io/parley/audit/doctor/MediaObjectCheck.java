package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;

/** Whether the store has the media's objects: only a server can say, which has the store. */
final class MediaObjectCheck implements Check {

    @Override
    public String name() {
        return "media-objects";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) {
        diagnosis.notChecked("the server has the store: ./parley media check");
    }
}
