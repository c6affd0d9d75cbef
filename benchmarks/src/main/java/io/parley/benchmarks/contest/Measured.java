package io.parley.benchmarks.contest;

import org.HdrHistogram.Histogram;

/**
 * What one measurement has found.
 *
 * @param finished how many cycles, or whatever speakers say, were finished while it lasted
 * @param all with those that were finished just after
 * @param seconds how long it lasted
 * @param cycles how long each took, the answers included, in nanoseconds
 * @param deliveries how long each message took to the other side, to the last of many, in nanoseconds
 * @param server processor time of the server, in seconds
 * @param database that of its database
 * @param generator that of who asks
 */
public record Measured(
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

    /** How many were finished in a second. */
    public double perSecond() {
        return finished / seconds;
    }

    /** Seconds of the server for a thousand. */
    public double serverPerThousand() {
        return server * THOUSAND / all;
    }

    /** Seconds of its database for a thousand. */
    public double databasePerThousand() {
        return database * THOUSAND / all;
    }

    /** Seconds of the generator for a thousand. */
    public double generatorPerThousand() {
        return generator * THOUSAND / all;
    }

    /** A percentile of the whole cycles. */
    public double cycleMillis(double percentile) {
        return cycles.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** A percentile of the deliveries. */
    public double deliveryMillis(double percentile) {
        return deliveries.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
