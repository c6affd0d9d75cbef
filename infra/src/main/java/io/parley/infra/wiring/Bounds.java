package io.parley.infra.wiring;

import java.time.Duration;

/** Checks settings: one that is out of bounds stops the start with a sentence that names it. */
final class Bounds {

    private Bounds() {}

    static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d".formatted(name, least, most));
        }
    }

    static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be %s to %s".formatted(name, least, most));
        }
    }
}
