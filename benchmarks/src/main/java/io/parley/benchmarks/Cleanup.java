package io.parley.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is to be put away in the end, in this order and once: when it is closed, or else when the process ends. */
public final class Cleanup implements AutoCloseable {

    private final List<Runnable> steps;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread atExit = new Thread(this::putAway, "parley-bench-cleanup");

    /** Takes over what must be done. One step that fails does not keep the others from being done. */
    public Cleanup(Runnable... steps) {
        this.steps = List.of(steps);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public void close() {
        putAway();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and all is put away
        }
    }

    private void putAway() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                System.err.println("Could not clean up: " + e);
            }
        }
    }
}
