package io.parley.benchmarks.report;

import java.util.Locale;

/** Figures as people read them: three digits that count, thousands set off. */
public final class Numbers {

    private static final int ALL_DIGITS_FROM = 100;
    private static final int ONE_DIGIT_FROM = 10;

    private Numbers() {}

    /** A figure with no more digits than it deserves. */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (size >= ALL_DIGITS_FROM || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= ONE_DIGIT_FROM ? "%.1f" : "%.2f", value);
    }
}
