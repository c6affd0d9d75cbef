package io.parley.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How long messages took, in order of time. */
final class Figures {

    private final long[] nanos;

    Figures(Collection<Long> nanos) {
        this.nanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** How many. */
    int count() {
        return nanos.length;
    }

    /** What so many of a hundred did not exceed, in milliseconds (nearest rank). */
    double percentile(double percent) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * nanos.length);
        return nanos[Math.max(1, rank) - 1] / 1e6;
    }

    /** The mean in milliseconds. */
    double mean() {
        return Arrays.stream(nanos).average().orElse(Double.NaN) / 1e6;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d messages: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, slowest %.2f ms, mean %.2f ms",
                count(),
                percentile(50),
                percentile(95),
                percentile(99),
                percentile(99.9),
                percentile(100),
                mean());
    }
}
