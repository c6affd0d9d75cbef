package io.parley.faults;

import io.parley.faults.Point.Stage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The points around the commit of what a command or event has done. */
final class CommitPoints implements TransactionSynchronization {

    private final Faults faults;
    private final String of;
    private final Subject subject;

    private CommitPoints(Faults faults, String of, Subject subject) {
        this.faults = faults;
        this.of = of;
        this.subject = subject;
    }

    static void register(Faults faults, String of, Subject subject) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new CommitPoints(faults, of, subject));
        }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        faults.reach(new Point(Stage.COMMIT, of), subject);
    }

    @Override
    public void afterCommit() {
        faults.reach(new Point(Stage.COMMITTED, of), subject);
    }
}
