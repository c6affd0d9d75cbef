package io.parley.infra.wiring;

import io.parley.infra.wiring.ProjectionProperties.Cleaning;
import io.parley.projection.cleaning.ViewsCleaner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the {@link ViewsCleaner} take step after step while there is something to remove, with a pause after each, and looks from time to
 * time whether there is. Any number of nodes may do so.
 */
final class ViewsCleaning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsCleaning.class);

    private final ViewsCleaner cleaner;
    private final Cleaning settings;
    private @Nullable ScheduledExecutorService thread;

    ViewsCleaning(ViewsCleaner cleaner, Cleaning settings) {
        this.cleaner = cleaner;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(ViewsCleaning::daemon);
            long every = settings.every().toMillis();
            thread.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parley-views-cleaner");
        thread.setDaemon(true);
        return thread;
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

    private void round() {
        try {
            while (cleaner.step()) {
                Thread.sleep(settings.pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The rows of chats that are gone cannot be removed now: {}",
                    e.getClass().getSimpleName());
        }
    }
}
