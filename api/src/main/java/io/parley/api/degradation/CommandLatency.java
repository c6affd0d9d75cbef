package io.parley.api.degradation;

import io.parley.api.dispatch.CommandTimes;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How long nine of ten commands take, in milliseconds. While some are under way and none ends, it is at least as long as none has. Of very
 * few, none tells anything.
 */
@Component
final class CommandLatency implements Signal {

    private static final int ENOUGH = 5;

    private static final double MILLISECOND = 1e6;

    private final CommandTimes.Watch times;
    private final LongSupplier nanos;
    private final double bound;
    private double last;
    private long ended;

    @Autowired
    CommandLatency(CommandTimes times, DegradationProperties properties) {
        this(times, System::nanoTime, properties);
    }

    CommandLatency(CommandTimes times, LongSupplier nanos, DegradationProperties properties) {
        this.times = times.watch();
        this.nanos = nanos;
        this.ended = nanos.getAsLong();
        this.bound = properties.bounds().commandLatency().toMillis();
    }

    @Override
    public Reading read() {
        CommandTimes.Seen seen = times.look();
        long now = nanos.getAsLong();
        if (seen.done() > 0 || seen.underWay() < ENOUGH) {
            ended = now;
        }
        if (seen.done() >= ENOUGH) {
            last = seen.most().toNanos() / MILLISECOND;
        } else if (seen.underWay() < ENOUGH) {
            last = 0;
        }
        return Reading.of("command-latency", Math.max(last, (now - ended) / MILLISECOND), bound);
    }
}
