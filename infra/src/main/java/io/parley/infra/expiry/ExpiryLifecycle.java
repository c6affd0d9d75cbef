package io.parley.infra.expiry;

import io.parley.infra.saga.Deadlines;
import io.parley.infra.startup.CommandSender;

/** Starts and stops the deadlines of temporary chats, and the sweeps. */
final class ExpiryLifecycle extends CommandSender {

    private final Deadlines deadlines;
    private final ExpirySweep sweep;
    private final RetentionSweep retention;

    ExpiryLifecycle(Deadlines deadlines, ExpirySweep sweep, RetentionSweep retention) {
        this.deadlines = deadlines;
        this.sweep = sweep;
        this.retention = retention;
    }

    @Override
    protected void begin() {
        deadlines.start();
        sweep.start();
        retention.start();
    }

    @Override
    protected void end() {
        retention.stop();
        sweep.stop();
        deadlines.stop();
    }
}
