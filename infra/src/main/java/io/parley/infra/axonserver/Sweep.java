package io.parley.infra.axonserver;

import io.parley.infra.concurrent.Daemons;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has old notes of {@link Creations} settled from time to time. */
final class Sweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final Creations creations;
    private final ScheduledExecutorService thread;

    Sweep(Creations creations, Duration every) {
        this.creations = creations;
        this.thread = Daemons.timer("parley-claims");
        long millis = every.toMillis();
        thread.scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            creations.settleOld();
        } catch (RuntimeException e) {
            log.debug("Claims cannot be settled just now", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
