package io.parley.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What comes of comparing two measurements, or a single figure with its unit.
 *
 * @param label what, against what
 * @param value the figure
 * @param unit "x" for a ratio
 * @param goal what it ought to be; null if nothing was promised
 * @param met whether it is; true where nothing was promised
 */
public record Ratio(
        String label, double value, String unit, @Nullable String goal, boolean met) {

    /** A ratio for which nothing was promised. */
    public static Ratio of(String label, double value) {
        return new Ratio(label, value, "x", null, true);
    }

    /** A ratio that should not be below something. */
    public static Ratio atLeast(double goal, String label, double value) {
        return new Ratio(label, value, "x", "≥ " + Numbers.plain(goal) + "x", value >= goal);
    }

    /** A ratio that should not be above something. */
    public static Ratio atMost(double goal, String label, double value) {
        return new Ratio(label, value, "x", "≤ " + Numbers.plain(goal) + "x", value <= goal);
    }

    /** A figure for which nothing was promised. */
    public static Ratio figure(String label, double value, String unit) {
        return new Ratio(label, value, unit, null, true);
    }

    /** A figure that should not be above something. */
    public static Ratio figureAtMost(double goal, String label, double value, String unit) {
        return new Ratio(label, value, unit, "≤ %s %s".formatted(Numbers.plain(goal), unit), value <= goal);
    }

    /** A figure that should not be below something. */
    public static Ratio figureAtLeast(double goal, String label, double value, String unit) {
        return new Ratio(label, value, unit, "≥ %s %s".formatted(Numbers.plain(goal), unit), value >= goal);
    }

    /** The figure with its unit: {@code 5.3x}, {@code 0.72x}, {@code 14.1 ms}. */
    public String figure() {
        if (unit.equals("x")) {
            return String.format(Locale.ROOT, value < 1 ? "%.2fx" : "%.1fx", value);
        }
        return Numbers.plain(value) + " " + unit;
    }

    /** One line: {@code command path vs stock  5.3x}. */
    public String line() {
        return label + "  " + figure();
    }
}
