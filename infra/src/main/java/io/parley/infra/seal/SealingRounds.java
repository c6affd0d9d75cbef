package io.parley.infra.seal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.concurrent.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the sealer seal all there is, from time to time. What is behind is made up for at once, but never by more than half of a thread: who
 * seals must not take from those who talk.
 */
final class SealingRounds extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(SealingRounds.class);

    private static final int BRIEF = 1;
    private static final int LONG = 200;

    private final Sealer sealer;
    private final DataSource dataSource;
    private final int mostEvents;
    private final Counter sealed;
    private volatile boolean failing;
    private volatile boolean broken;

    SealingRounds(Sealer sealer, DataSource dataSource, SealingProperties settings, MeterRegistry meters) {
        super("parley-sealer", settings.interval());
        this.sealer = sealer;
        this.dataSource = dataSource;
        this.mostEvents = settings.events();
        this.sealed = Counter.builder("parley.sealing.events")
                .description("Events that this node has sealed")
                .register(meters);
        Gauge.builder("parley.sealing.broken", this, rounds -> rounds.broken ? 1 : 0)
                .description("Whether seals, or events that were sealed, have gone, so that this node seals no more")
                .register(meters);
    }

    @Override
    protected void round() {
        if (broken) {
            return;
        }
        try {
            sealAll();
            failing = false;
        } catch (BrokenSealsException e) {
            broken = true;
            log.error(
                    "The sealed log is not what it was. {}. Nothing is sealed until a restart: run ./parley audit verify",
                    e.getMessage());
        } catch (SQLException | RuntimeException e) {
            if (!failing && isRunning()) {
                log.warn("The log cannot be sealed just now: {}", e.getMessage());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sealAll() throws SQLException, InterruptedException {
        int events;
        do {
            long began = System.nanoTime();
            events = sealOnce();
            sealed.increment(events);
            if (events == mostEvents) {
                rest(Duration.ofNanos(System.nanoTime() - began));
            }
        } while (events == mostEvents);
    }

    private static void rest(Duration work) throws InterruptedException {
        Thread.sleep(Math.max(BRIEF, Math.min(LONG, work.toMillis())));
    }

    private int sealOnce() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return sealer.seal(connection);
        }
    }
}
