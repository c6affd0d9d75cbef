package io.parley.api.media;

import io.parley.api.dispatch.CommandTimes.Seen;
import java.time.Duration;

/**
 * A rate that goes down by much while commands are slow, and up by little while they are not (additive or gentle increase, multiplicative
 * decrease, as of TCP: RFC 5681). There is none so long as nobody is in anybody's way.
 */
final class YieldingRate {

    private static final double DOWN = 0.5;
    private static final double UP = 1.05;
    private static final double UP_UNSEEN = 1.5;

    /** Commands are slow if one of ten takes more than so many times as long as usual, and more than this. */
    private static final int SLOW = 2;

    private static final Duration NEVER_SLOW = Duration.ofMillis(5);

    /** A rate of which less than this part is used binds nobody, and need not grow. */
    private static final double BINDING = 0.5;

    /** How much what was seen last counts for what is usual. */
    private static final double LATEST = 0.3;

    private final double least;
    private double perSecond = Double.POSITIVE_INFINITY;
    private double usual;
    private double growth = UP;

    /** A rate, in bytes a second, that never goes below one. */
    YieldingRate(double least) {
        this.least = least;
    }

    double perSecond() {
        return perSecond;
    }

    boolean isBound() {
        return perSecond != Double.POSITIVE_INFINITY;
    }

    /** Learns from a time in which nothing passed how long commands take usually. Without commands there is nobody to give way to. */
    void rested(Seen seen) {
        if (seen.done() == 0) {
            perSecond = Double.POSITIVE_INFINITY;
            return;
        }
        double now = seen.usual().toNanos();
        usual = usual == 0 ? now : usual + LATEST * (now - usual);
    }

    /**
     * Learns from commands that were carried out while something passed.
     *
     * @param passed as how many bytes a second
     */
    void judge(Seen seen, double passed) {
        if (isSlow(seen)) {
            growth = 1;
            perSecond = Math.max(least, DOWN * Math.min(perSecond, passed));
        } else {
            growth = seen.done() == 0 ? UP_UNSEEN : UP;
        }
    }

    /**
     * Grows by what was learnt last, as far as it is used.
     *
     * @param passed as how many bytes a second
     */
    void grow(double passed) {
        if (passed >= BINDING * perSecond) {
            perSecond *= growth;
        } else if (growth == UP_UNSEEN) {
            perSecond = Double.POSITIVE_INFINITY;
        }
    }

    /** Commands of which none comes to its end are slow, too. */
    private boolean isSlow(Seen seen) {
        return seen.done() == 0
                ? seen.underWay() > 0
                : seen.most().toNanos() > Math.max(NEVER_SLOW.toNanos(), SLOW * usual);
    }
}
