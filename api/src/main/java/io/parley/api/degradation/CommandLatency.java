package io.parley.api.degradation;

import io.parley.api.dispatch.CommandTimes;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import org.springframework.stereotype.Component;

/** How long nine of ten commands take, in milliseconds. Of very few, none tells anything. */
@Component
final class CommandLatency implements Signal {

    private static final int ENOUGH = 5;

    private final CommandTimes.Watch times;
    private final double bound;

    CommandLatency(CommandTimes times, DegradationProperties properties) {
        this.times = times.watch();
        this.bound = properties.bounds().commandLatency().toMillis();
    }

    @Override
    public Reading read() {
        CommandTimes.Seen seen = times.look();
        double value = seen.done() < ENOUGH ? 0 : seen.most().toNanos() / 1e6;
        return new Reading("command-latency", value, bound);
    }
}
