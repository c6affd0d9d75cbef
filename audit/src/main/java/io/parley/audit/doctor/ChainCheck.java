package io.parley.audit.doctor;

import io.parley.audit.Connector;
import io.parley.audit.verify.LogVerification;
import io.parley.audit.verify.Verification;
import io.parley.audit.verify.VerificationProgress;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Whether the log is what was sealed; {@code audit verify} says more. */
public final class ChainCheck implements Check {

    private final Connector connector;
    private final Map<String, PublicKey> keys;
    private final int threads;

    /** As {@link LogVerification} has it; without keys nothing can be said. */
    public ChainCheck(Connector connector, Map<String, PublicKey> keys, int threads) {
        this.connector = connector;
        this.keys = Map.copyOf(keys);
        this.threads = threads;
    }

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress)
            throws SQLException, InterruptedException {
        if (keys.isEmpty()) {
            diagnosis.notChecked("there is no public key of the server here (--key)");
            return;
        }
        Verification result = new LogVerification(connector, keys, threads).run(null, List.of(), progress);
        result.findings().forEach(finding -> diagnosis.wrong("%s", finding.sentence()));
        diagnosis.wrongToo(result.untold());
        diagnosis.looked("%,d events under %,d seals", result.events(), result.seals());
        if (result.unsealed() > 0) {
            diagnosis.note("not sealed yet: %,d", result.unsealed());
        }
    }
}
