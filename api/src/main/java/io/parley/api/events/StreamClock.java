package io.parley.api.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** One clock for all streams, rather than a timer for each. */
final class StreamClock implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StreamClock.class);

    private final Disposable ticking;

    StreamClock(StreamRegistry streams, Duration tick, Scheduler timer) {
        ticking = timer.schedulePeriodically(
                () -> streams.forEach(StreamClock::tick), tick.toNanos(), tick.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What goes wrong with one stream is no reason to stop the clock for all. */
    private static void tick(OpenStream stream) {
        try {
            stream.tick();
        } catch (RuntimeException e) {
            log.warn("A stream missed a tick of the clock: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        ticking.dispose();
    }
}
