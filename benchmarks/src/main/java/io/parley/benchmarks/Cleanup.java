package io.parley.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be stopped at the end, the latest first: by {@link #close()}, or when this process is told to end. Whatever happens, no
 * server is left behind.
 */
public final class Cleanup implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAll, "cleanup");

    /** Begins with nothing to stop. */
    public Cleanup() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Takes something that has been opened. */
    public synchronized <T extends AutoCloseable> T add(T opened) {
        open.push(opened);
        return opened;
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is waiting for us or has been here
        }
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // one that cannot be stopped does not keep the others from it
                System.err.println("Something could not be stopped: " + e);
            }
        }
    }
}
