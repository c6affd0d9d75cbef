package io.parley.command;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as events bear them. */
public final class Moments {

    private Moments() {}

    /** The present moment, to the millisecond. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The later of two. */
    public static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
