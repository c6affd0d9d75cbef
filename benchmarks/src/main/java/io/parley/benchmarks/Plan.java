package io.parley.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much to measure.
 *
 * @param measured how long each single measurement lasts
 * @param quick whether a rough figure will do: fewer rounds, smaller tables
 * @param checkout the folder of the checkout, with the launcher in it
 * @param percent of how much is measured where a benchmark's figures speak of more than a run should take, 1 to 100
 */
public record Plan(Duration measured, boolean quick, Path checkout, int percent) {

    private static final int PART = 10;

    /** As much as a run of a few minutes can take. */
    public Plan(Duration measured, boolean quick, Path checkout) {
        this(measured, quick, checkout, quick ? 1 : PART);
    }

    /** That part of something of which all would take too long; at least one. */
    public int part(int all) {
        return Math.max(1, (int) (all * (long) percent / 100));
    }

    /** All of something, unless even less is asked for than a run takes as a rule; at least one. */
    public int mostly(int all) {
        return (int) Math.max(1, Math.min(all, (long) all * percent / PART));
    }

    /** How long to warm up: compilers need that long too. */
    public Duration warmUp() {
        return measured;
    }

    /** How long a round lasts where many have to be gone through in one run. */
    public Duration shortRound() {
        return measured.dividedBy(2);
    }

    /** How often to repeat what is measured in turns. Odd, so that there is a median. */
    public int rounds() {
        return quick ? 1 : 3;
    }
}
