package io.parley.benchmarks.report;

import java.util.List;

/**
 * Bars to be compared with each other, from zero.
 *
 * @param title what they show
 * @param unit what the figures are
 * @param bars at least one, from above
 */
public record Plot(String title, String unit, List<Bar> bars) {

    /** Checks that there is something to show. */
    public Plot {
        bars = List.copyOf(bars);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a plot needs bars");
        }
    }

    /**
     * One bar.
     *
     * @param ours whether it is Parley's; references look different
     */
    public record Bar(String label, double value, boolean ours) {

        /** Checks that it has a length. */
        public Bar {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("the bar %s has the length %s".formatted(label, value));
            }
        }
    }
}
