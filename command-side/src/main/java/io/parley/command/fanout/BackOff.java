package io.parley.command.fanout;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a lane is tried again: exponential, with full jitter, so that lanes that failed together do not come back
 * together.
 *
 * @param first the longest wait before the second try; doubled for each further one
 * @param longest the longest wait
 * @param tries how often a message is tried before it is given up
 * @param random where jitter comes from
 */
public record BackOff(Duration first, Duration longest, int tries, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 20;

    /** The wait after so many tries that failed; with none, as after the first. */
    Duration after(int failed) {
        long bound = first.toMillis() << Math.min(Math.max(failed - 1, 0), MOST_DOUBLINGS);
        return Duration.ofMillis(random.nextLong(Math.min(bound, longest.toMillis()) + 1));
    }

    boolean isOver(int failed) {
        return failed >= tries;
    }
}
