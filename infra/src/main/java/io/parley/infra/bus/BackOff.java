package io.parley.infra.bus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Pauses between tries: random (full jitter), so that those who clashed do not clash again, and twice as long each time. */
final class BackOff {

    private static final int MOST_DOUBLINGS = 6;

    private final int tries;
    private final Duration first;
    private final RandomGenerator random;

    BackOff(int tries, Duration first, RandomGenerator random) {
        this.tries = tries;
        this.first = first;
        this.random = random;
    }

    /** Pauses. Returns false, at once, if there have been enough tries or this thread is to stop. */
    boolean pauseAfter(int tried) {
        if (tried >= tries) {
            return false;
        }
        long longest = first.toNanos() << Math.min(tried - 1, MOST_DOUBLINGS);
        try {
            TimeUnit.NANOSECONDS.sleep(random.nextLong(longest));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
