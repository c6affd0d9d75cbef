package io.parley.api.events;

import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import java.util.function.LongSupplier;

/** How many streams are cut in a second because their clients take too little. For one thread. */
final class StreamCuts implements Signal {

    private static final double SECOND = 1e9;

    private final LongSupplier cuts;
    private final LongSupplier nanos;
    private final double bound;
    private long cutsBefore;
    private long before;

    StreamCuts(LongSupplier cuts, LongSupplier nanos, double bound) {
        this.cuts = cuts;
        this.nanos = nanos;
        this.bound = bound;
        this.before = nanos.getAsLong();
    }

    @Override
    public Reading read() {
        long now = nanos.getAsLong();
        long count = cuts.getAsLong();
        double perSecond = (count - cutsBefore) * SECOND / Math.max(1, now - before);
        cutsBefore = count;
        before = now;
        return Reading.of("stream-cuts", perSecond, bound);
    }
}
