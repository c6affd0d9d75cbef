package io.parley.audit.doctor;

import io.parley.audit.Connector;
import io.parley.audit.verify.VerificationProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs checks one after the other, each on the database as it was when that check began, and changes nothing. A server may run meanwhile.
 */
public final class Doctor {

    private final Connector connector;

    /** One that looks at a database. */
    public Doctor(Connector connector) {
        this.connector = connector;
    }

    /** All checks that need nothing but the database. */
    public static List<Check> checks() {
        return List.of(
                new DeadLetterCheck(),
                new FanOutCheck(),
                new SagaCheck(),
                new DeadlineCheck(),
                new KeyCheck(),
                new MessageCheck(),
                new ReadModelCheck(),
                new MediaCheck());
    }

    /**
     * Runs some.
     *
     * @param only their names; empty for all
     * @param progress hears how far each is
     * @param done hears of each when it is done
     */
    public void run(
            List<Check> checks,
            Set<String> only,
            Function<Check, VerificationProgress> progress,
            Consumer<CheckResult> done)
            throws SQLException, InterruptedException {
        for (Check check : checks) {
            if (only.isEmpty() || only.contains(check.name())) {
                done.accept(run(check, progress.apply(check)));
            }
        }
    }

    private CheckResult run(Check check, VerificationProgress progress) throws SQLException, InterruptedException {
        Diagnosis diagnosis = new Diagnosis();
        try (Connection connection = connector.open()) {
            check.run(new Snapshot(connection), diagnosis, progress);
        }
        return diagnosis.result(check.name());
    }
}
