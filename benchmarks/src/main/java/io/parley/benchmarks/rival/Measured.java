package io.parley.benchmarks.rival;

import org.HdrHistogram.Histogram;

/**
 * What one measurement has found.
 *
 * @param finished cycles that were finished while it lasted
 * @param all cycles, with those that were finished just after
 * @param seconds how long it lasted
 * @param cycles how long each whole cycle took, in nanoseconds
 * @param deliveries how long each message took to the other side, in nanoseconds
 * @param server processor time of the server, in seconds
 * @param database that of its database
 * @param generator that of who asks
 */
record Measured(
        long finished,
        long all,
        double seconds,
        Histogram cycles,
        Histogram deliveries,
        double server,
        double database,
        double generator) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double THOUSAND = 1_000;

    double perSecond() {
        return finished / seconds;
    }

    double serverPerThousand() {
        return server * THOUSAND / all;
    }

    double databasePerThousand() {
        return database * THOUSAND / all;
    }

    double generatorPerThousand() {
        return generator * THOUSAND / all;
    }

    double cycleMillis(double percentile) {
        return cycles.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double deliveryMillis(double percentile) {
        return deliveries.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
