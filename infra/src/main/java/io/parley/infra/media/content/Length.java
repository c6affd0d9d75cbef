package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/** How long something lasts, as far as what a file says of that can be true. */
final class Length {

    /** Nothing that is uploaded here lasts longer; who says so is mistaken, or lies. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final double NANOS = 1e9;

    private Length() {}

    /**
     * So many units.
     *
     * @param units how many; read as a number without sign, where a header has such
     * @param perSecond how many of them a second has
     */
    static Optional<Duration> of(double units, double perSecond) {
        double seconds = units / perSecond;
        boolean credible =
                perSecond > 0 && seconds > 0 && seconds <= LONGEST.toSeconds(); // false for what is no number
        return credible ? Optional.of(Duration.ofNanos(Math.round(seconds * NANOS))) : Optional.empty();
    }
}
