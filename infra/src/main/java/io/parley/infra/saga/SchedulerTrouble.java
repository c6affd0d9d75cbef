package io.parley.infra.saga;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what goes wrong in the scheduler itself, such as a look into a database that is away. It goes on in any case. It would also
 * write a stack trace for each into the log, which the settings of the log leave out.
 */
public final class SchedulerTrouble extends AbstractSchedulerListener {

    private final Counter errors;
    private final Counter takenOver;

    /** Counts in metrics whose names begin in this way. */
    public SchedulerTrouble(String prefix, MeterRegistry meters) {
        this.errors = meters.counter(prefix + ".scheduler.errors");
        this.takenOver = meters.counter(prefix + ".taken.over");
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.UNEXPECTED_ERROR) {
            errors.increment();
        } else if (type == SchedulerEventType.DEAD_EXECUTION) {
            takenOver.increment();
        }
    }
}
