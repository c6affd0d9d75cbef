package io.parley.infra.incident;

import io.parley.infra.concurrent.Rounds;
import io.parley.infra.incident.IncidentTable.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes down, every few seconds, what this node measures. While the database cannot take it, some of it is kept: that is when it will be
 * asked for.
 */
final class IncidentRecorder extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(IncidentRecorder.class);

    /** With the usual pause, ten minutes. */
    private static final int MOST_UNWRITTEN = 60;

    private static final Duration TIDY = Duration.ofMinutes(10);

    private final Supplier<NodeRun> describe;
    private final Measurements measurements;
    private final IncidentTable table;
    private final Duration keep;
    private final Clock clock;
    private final Deque<Sample> unwritten = new ArrayDeque<>();
    private @Nullable NodeRun run;
    private @Nullable Instant tidied;

    /**
     * One that has written nothing yet.
     *
     * @param describe says as what this node runs, for which it may ask the database
     */
    IncidentRecorder(
            Supplier<NodeRun> describe,
            Measurements measurements,
            IncidentTable table,
            IncidentProperties properties,
            Clock clock) {
        super("parley-incidents", properties.every());
        this.describe = describe;
        this.measurements = measurements;
        this.table = table;
        this.keep = properties.keep();
        this.clock = clock;
    }

    @Override
    protected void round() {
        Instant now = clock.instant();
        try {
            keep(new Sample(now, measurements.read()));
            write(now);
            tidy(now);
        } catch (DataAccessException | TransactionException e) {
            log.debug("What is measured cannot be written down just now", e);
        } catch (RuntimeException e) { // the next round must come
            log.warn("What is measured cannot be written down: {}", e.toString());
        }
    }

    private void keep(Sample sample) {
        unwritten.addLast(sample);
        if (unwritten.size() > MOST_UNWRITTEN) {
            unwritten.removeFirst();
        }
    }

    private void write(Instant now) {
        if (run == null) {
            run = describe.get();
        }
        table.saw(run, now);
        table.write(run, List.copyOf(unwritten));
        unwritten.clear();
    }

    private void tidy(Instant now) {
        if (tidied == null || !tidied.plus(TIDY).isAfter(now)) {
            table.forgetBefore(now.minus(keep));
            tidied = now;
        }
    }
}
