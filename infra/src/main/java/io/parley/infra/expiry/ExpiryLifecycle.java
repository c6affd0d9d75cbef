package io.parley.infra.expiry;

import io.parley.infra.saga.Deadlines;
import org.springframework.context.SmartLifecycle;

/** Starts deadlines when the commands that they send are handled, and stops them while these still are. */
final class ExpiryLifecycle implements SmartLifecycle {

    /** After the buses, whose phases are below, and before the web server. */
    private static final int PHASE = 3000;

    private final Deadlines deadlines;
    private final ExpirySweep sweep;
    private final RetentionSweep retention;
    private volatile boolean running;

    ExpiryLifecycle(Deadlines deadlines, ExpirySweep sweep, RetentionSweep retention) {
        this.deadlines = deadlines;
        this.sweep = sweep;
        this.retention = retention;
    }

    @Override
    public void start() {
        running = true;
        deadlines.start();
        sweep.start();
        retention.start();
    }

    @Override
    public void stop() {
        running = false;
        retention.stop();
        sweep.stop();
        deadlines.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
