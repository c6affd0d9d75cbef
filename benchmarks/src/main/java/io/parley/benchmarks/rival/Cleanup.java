package io.parley.benchmarks.rival;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be stopped at the end, the latest first: by {@link #close()}, or when this process is told to end. Whatever happens, no
 * server is left behind.
 */
final class Cleanup implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAll, "cleanup");

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Takes something that has been opened. */
    synchronized <T extends AutoCloseable> T add(T opened) {
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
            } catch (Exception e) {
                System.err.println("Something could not be stopped: " + e);
            }
        }
    }
}
