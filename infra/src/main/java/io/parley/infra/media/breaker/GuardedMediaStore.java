package io.parley.infra.media.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A store behind a circuit breaker: while it is down, whoever wants something of it hears so at once instead of waiting for each
 * time-out anew. Only that the store is unavailable counts as a failure, also in the middle of a read; what its caller's publisher
 * fails with does not.
 *
 * <p>Whether it is well again is found out by {@link MediaStore#check}, never by an upload, which may take minutes. A check itself
 * is always let through: health looks at the store, not at the breaker.
 */
public final class GuardedMediaStore implements MediaStore {

    private static final Logger log = LoggerFactory.getLogger(GuardedMediaStore.class);

    private final MediaStore store;
    private final CircuitBreaker breaker;

    /** Guards a store, which it does not close. */
    public GuardedMediaStore(MediaStore store, BreakerProperties properties, MeterRegistry meters) {
        this.store = store;
        this.breaker = CircuitBreaker.of("media", config(properties));
        breaker.getEventPublisher()
                .onStateTransition(event -> log.info(
                        "The circuit breaker of the store of media: {}",
                        event.getStateTransition().getToState()));
        Gauge.builder("parley.media.breaker.open", breaker, it -> it.getState() == State.CLOSED ? 0 : 1)
                .description("Whether the store of media is taken to be down, so that little is asked of it")
                .register(meters);
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        return guarded(() -> store.put(id, bytes)).toFuture();
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return guarded(() -> store.get(id, range))
                .map(found -> found.map(this::watched))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return guarded(() -> store.delete(id)).toFuture();
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " objects");
        }
        return guarded(() -> store.list(olderThan, after, limit)).toFuture();
    }

    @Override
    public CompletionStage<Void> check() {
        return noted(store::check).toFuture();
    }

    private static CircuitBreakerConfig config(BreakerProperties properties) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        properties.calls(),
                        Math.min(properties.least(), properties.calls()),
                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(properties.failures())
                .waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(properties.trials())
                .build();
    }

    private <T> Mono<T> guarded(Supplier<CompletionStage<T>> work) {
        return Mono.defer(() -> breaker.getState() == State.CLOSED ? Mono.empty() : trial())
                .then(noted(work));
    }

    private Mono<Void> trial() {
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(new MediaStoreUnavailableException("The store of media was down a moment ago", null));
        }
        return noted(store::check).doOnCancel(breaker::releasePermission);
    }

    /** A stage that merely followed the store's would keep a cancellation to itself. */
    private <T> Mono<T> noted(Supplier<CompletionStage<T>> work) {
        return Mono.fromFuture(() -> work.get().toCompletableFuture())
                .doOnSuccess(done -> breaker.onSuccess(0, TimeUnit.NANOSECONDS))
                .doOnError(MediaStoreUnavailableException.class, this::failed);
    }

    private MediaSlice watched(MediaSlice slice) {
        Flux<ByteBuffer> bytes = JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .doOnError(MediaStoreUnavailableException.class, this::failed);
        return new MediaSlice(slice.size(), slice.length(), JdkFlowAdapter.publisherToFlowPublisher(bytes));
    }

    private void failed(MediaStoreUnavailableException failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
    }
}
