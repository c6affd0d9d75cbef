package io.parley.infra.process;

import java.time.Duration;

/**
 * Waits for a process to come or go, in small steps and within a time. An interruption does not shorten the wait, or a server
 * would be left behind; it is passed on afterwards.
 */
public final class Patience {

    private static final long STEP_MILLIS = 10;

    /** What is waited for. */
    public interface Condition<E extends Exception> {
        boolean isMet() throws E;
    }

    private Patience() {}

    /** Whether it came within the time. */
    public static <E extends Exception> boolean until(Condition<E> condition, Duration atMost) throws E {
        long end = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        try {
            while (!condition.isMet()) {
                if (System.nanoTime() - end >= 0) {
                    return false;
                }
                interrupted |= pause();
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(STEP_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
