package io.parley.infra.media.lifecycle;

import io.parley.infra.concurrent.Daemons;
import io.parley.infra.startup.CommandSender;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the processor that follows messages with media, and what deletes these. Any number of nodes may do so. */
final class MediaLifecycle extends CommandSender {

    private static final Logger log = LoggerFactory.getLogger(MediaLifecycle.class);

    private final EventProcessingConfiguration processing;
    private final UnusedMedia unused;
    private final MediaDeletion deletion;
    private final Duration every;
    private final Duration drain;
    private final ScheduledExecutorService thread = Daemons.timer("parley-media-deletion");

    /**
     * Does it.
     *
     * @param every how often to look for what is due
     * @param drain how long to wait at the end for what is under way; what is not done by then is done after the next start
     */
    MediaLifecycle(
            EventProcessingConfiguration processing,
            UnusedMedia unused,
            MediaDeletion deletion,
            Duration every,
            Duration drain) {
        this.processing = processing;
        this.unused = unused;
        this.deletion = deletion;
        this.every = every;
        this.drain = drain;
    }

    @Override
    protected void begin() {
        processor().start();
        thread.scheduleWithFixedDelay(this::tryAll, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void end() {
        thread.shutdown();
        processor().shutdownAsync().join();
        try {
            if (!thread.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryAll() {
        try {
            repeat(unused::step);
            repeat(deletion::step);
        } catch (RuntimeException e) {
            log.debug("Media cannot be deleted just now", e);
        }
    }

    private void repeat(BooleanSupplier step) {
        boolean more = true;
        while (more && !thread.isShutdown()) {
            more = step.getAsBoolean();
        }
    }

    private EventProcessor processor() {
        return processing.eventProcessor(MediaLifecycleConfiguration.PROCESSOR).orElseThrow();
    }
}
