package io.parley.infra.bus;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
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

    boolean allowsTryAfter(int tried) {
        return tried < tries;
    }

    /** How long to pause after that many tries, in nanoseconds. */
    long pauseAfter(int tried) {
        return random.nextLong(first.toNanos() << Math.min(tried - 1, MOST_DOUBLINGS));
    }

    static Rejection tooManyConflicts() {
        return new Rejection(
                ErrorCode.OVERLOADED, "Too many changes at once to the same thing. Nothing was done; try again.");
    }
}
