package io.parley.e2e.harness;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what comes true in its own time. */
public final class Eventually {

    private static final long PAUSE_MILLIS = 10;

    private Eventually() {}

    /** Tries the assertion until it holds; fails as it does once the time is over. */
    public static void holds(Duration limit, ThrowingCallable assertion) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable failure) {
                if (System.nanoTime() > deadline) {
                    throw asUnchecked(failure);
                }
            }
            pause(Duration.ofMillis(PAUSE_MILLIS));
        }
    }

    /** Waits for a while. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
