package io.parley.infra.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.concurrent.Daemons;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, at the start and then from time to time, for chats in which something is due, or will be before it looks again, and that have no
 * deadline: after a restore, or a fault that nobody thought of. Any number of nodes may do so.
 */
final class ExpirySweep {

    private static final Logger log = LoggerFactory.getLogger(ExpirySweep.class);

    /** How often a sweep may have slept longer than it was to, and yet nothing is late. */
    private static final int AHEAD = 2;

    private final ExpiryTable table;
    private final ExpiryProperties settings;
    private final Clock clock;
    private final Counter mended;
    private final ScheduledExecutorService thread;

    ExpirySweep(ExpiryTable table, ExpiryProperties settings, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.mended = meters.counter("parley.expiry.deadlines.mended");
        this.thread = Daemons.timer("parley-expiry-sweep");
    }

    void start() {
        thread.scheduleWithFixedDelay(this::trySweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trySweep() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.debug("Deadlines cannot be looked at just now", e);
        }
    }

    /** Mends what it finds. */
    int sweep() {
        Duration ahead = settings.sweepEvery().multipliedBy(AHEAD);
        int all = 0;
        int some;
        do {
            some = table.mend(clock.instant().plus(ahead), settings.sweepBatch());
            all += some;
        } while (some == settings.sweepBatch());
        if (all > 0) {
            mended.increment(all);
            log.info("{} temporary chats had no deadline and have one now", all);
        }
        return all;
    }

    void stop() {
        thread.shutdownNow();
    }
}
