package io.parley.api.media;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.dispatch.CommandTimes;
import io.parley.api.limits.MediaLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets media of this node give way to messages: they pass as fast as they can until commands take longer because of them, and then only
 * as fast as leaves room for these (ADR 0034).
 */
@Component
final class MediaRate {

    private static final long LOOK = Duration.ofMillis(100).toNanos();

    /** After a pause so long, what was done meanwhile was done without media. */
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    /** So many commands tell whether they are slow. */
    private static final int ENOUGH = 10;

    /** How far behind its time a buffer may come without being made to wait: timers are no finer. */
    private static final long SLACK = Duration.ofMillis(20).toNanos();

    private static final double SECOND = 1e9;

    private final CommandTimes.Watch times;
    private final YieldingRate rate;
    private final LongSupplier clock;
    private long looked;
    private long judged;
    private long passed;
    private long free;

    @Autowired
    MediaRate(CommandTimes times, MediaLimits limits, MeterRegistry meters) {
        this(times, limits, System::nanoTime);
        Gauge.builder("parley.media.rate", this, MediaRate::perSecond)
                .description(
                        "As how much media are held to pass, in a second, to give way to messages; infinite if they are not")
                .baseUnit("bytes")
                .register(meters);
    }

    MediaRate(CommandTimes times, MediaLimits limits, LongSupplier clock) {
        this.times = times.watch();
        this.rate = new YieldingRate(limits.leastPerSecond().toBytes());
        this.clock = clock;
        this.looked = clock.getAsLong();
        this.judged = looked;
        this.free = looked;
    }

    /** The same bytes, each buffer when its time has come. */
    Flux<ByteBuffer> within(Flux<ByteBuffer> media) {
        return media.concatMap(this::inTime, 0);
    }

    private Mono<ByteBuffer> inTime(ByteBuffer buffer) {
        long nanos = delay(buffer.remaining());
        return nanos == 0
                ? Mono.just(buffer)
                : Mono.delay(Duration.ofNanos(nanos)).thenReturn(buffer);
    }

    /** Lets so many bytes pass; gives for how many nanoseconds they have to wait. */
    synchronized long delay(int bytes) {
        long now = clock.getAsLong();
        if (now - looked >= LOOK) {
            look(now);
        }
        passed += bytes;
        if (!rate.isBound()) {
            return 0;
        }
        free = Math.max(free, now - SLACK) + (long) (bytes / rate.perSecond() * SECOND);
        return Math.max(0, free - now);
    }

    private void look(long now) {
        if (now - looked >= PAUSE) {
            rate.rested(times.look());
            judged = now;
        } else {
            judge(now);
            rate.grow(passed * SECOND / (now - looked));
        }
        looked = now;
        passed = 0;
    }

    /** Few commands say little: one may be slow for any reason. */
    private void judge(long now) {
        if (times.done() >= ENOUGH || now - judged >= PAUSE) {
            rate.judge(times.look(), passed * SECOND / (now - looked));
            judged = now;
        }
    }

    synchronized double perSecond() {
        return rate.perSecond();
    }
}
