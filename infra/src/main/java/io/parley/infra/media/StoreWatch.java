package io.parley.infra.media;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Watches one transfer for a store that does nothing: runs while the store has the word, and stands still while its caller has
 * it, whose slowness is no fault of the store. (The time-outs of operators and of HTTP clients see no difference.)
 */
public final class StoreWatch {

    private static final Duration STEP = Duration.ofMillis(250);
    private static final long STOPPED = Long.MAX_VALUE;

    private final AtomicLong end = new AtomicLong(STOPPED);
    private final long begun = System.nanoTime();

    /** The store has the word, and for how long at most; whatever was said before is void. */
    public void await(Duration atMost) {
        end.set(elapsed() + atMost.toNanos());
    }

    /** The caller has the word. */
    public void stop() {
        end.set(STOPPED);
    }

    /** The same work, which is given up when the store has been silent for too long. */
    public <T> Mono<T> over(Mono<T> work) {
        return Mono.firstWithSignal(work, silence().then(Mono.error(StoreWatch::tooSilent)));
    }

    /** The same bytes, which are given up when the store has been silent for too long. */
    public <T> Flux<T> over(Flux<T> work) {
        return GivenUp.at(silence(), work, StoreWatch::tooSilent);
    }

    /** Completes then. */
    private Flux<Long> silence() {
        return Flux.interval(STEP).takeUntil(tick -> elapsed() > end.get());
    }

    private static TimeoutException tooSilent() {
        return new TimeoutException("the store is silent");
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }
}
