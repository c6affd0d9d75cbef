package io.parley.infra.media.upload;

import io.parley.infra.concurrent.Daemons;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends, from time to time, the uploads that have had their time, and removes what they and others have left in the store. Any number
 * of nodes may do so: each is given other uploads. What the store does not confirm is due again later, whatever happens meanwhile.
 */
final class UploadSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UploadSweep.class);

    private final UploadLedger ledger;
    private final UploadCleaner cleaner;
    private final UploadProperties settings;
    private @Nullable ScheduledExecutorService thread;

    UploadSweep(UploadLedger ledger, UploadCleaner cleaner, UploadProperties settings) {
        this.ledger = ledger;
        this.cleaner = cleaner;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Duration every = settings.sweepEvery();
            thread = Daemons.timer("parley-uploads-sweep");
            thread.scheduleWithFixedDelay(this::trySweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void trySweep() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.debug("Uploads that are over cannot be looked at just now", e);
        }
    }

    /** Looks once at all that are due. */
    void sweep() {
        List<UploadRow> due;
        boolean well;
        do {
            due = ledger.claimDue();
            well = clean(due);
        } while (well && due.size() == settings.sweepBatch());
    }

    /** Whether all went: where the store is away there is no use in going on. */
    private boolean clean(List<UploadRow> due) {
        Boolean well = Flux.fromIterable(due)
                .concatMap(row -> cleaner.clean(row).thenReturn(true).onErrorResume(failure -> {
                    log.debug("What an upload has left cannot be removed now", failure);
                    return Mono.just(false);
                }))
                .reduce(true, Boolean::logicalAnd)
                .block();
        return Boolean.TRUE.equals(well);
    }
}
