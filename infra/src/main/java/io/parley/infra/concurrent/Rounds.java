package io.parley.infra.concurrent;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** What is done again and again by a thread of its own, with a pause after each time, while the node runs. */
public abstract class Rounds implements SmartLifecycle {

    private final String name;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread;

    /**
     * Rounds that have not begun.
     *
     * @param name what the thread is called
     * @param every how long the pause is
     */
    protected Rounds(String name, Duration every) {
        this.name = name;
        this.every = every;
    }

    /** Does it once. It must not throw: the first exception would end all rounds. */
    protected abstract void round();

    @Override
    public final synchronized void start() {
        if (thread == null) {
            thread = Daemons.timer(name);
            thread.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public final synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return thread != null;
    }
}
