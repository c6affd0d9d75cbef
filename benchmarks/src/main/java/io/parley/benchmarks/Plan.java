package io.parley.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much to measure.
 *
 * @param measured how long each single measurement lasts
 * @param quick whether a rough figure will do: fewer rounds, smaller tables
 * @param checkout the folder of the checkout, with the launcher in it
 */
public record Plan(Duration measured, boolean quick, Path checkout) {

    /** How long to warm up: compilers need that long too. */
    public Duration warmUp() {
        return measured;
    }

    /** How often to repeat what is measured in turns. Odd, so that there is a median. */
    public int rounds() {
        return quick ? 1 : 3;
    }
}
