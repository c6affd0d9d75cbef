package io.parley.infra.media.upload;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A real store that can be cut off, or made to take nothing. */
final class Outage implements MediaStore {

    private final MediaStore store;
    private volatile boolean down;
    private volatile boolean stalled;

    Outage(MediaStore store) {
        this.store = store;
    }

    void begin() {
        down = true;
    }

    void end() {
        down = false;
    }

    /** From now on what is put is not taken, nor refused. */
    void stall() {
        stalled = true;
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        return reached(() -> store.put(
                id,
                JdkFlowAdapter.publisherToFlowPublisher(JdkFlowAdapter.flowPublisherToFlux(bytes)
                        .concatMap(buffer -> stalled ? Mono.<ByteBuffer>never() : Mono.just(buffer), 1)
                        .concatWith(Flux.defer(() -> down ? Flux.error(unavailable()) : Flux.empty())))));
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return reached(() -> store.get(id, range));
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return reached(() -> store.delete(id));
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        return reached(() -> store.list(olderThan, after, limit));
    }

    @Override
    public CompletionStage<Void> check() {
        return reached(store::check);
    }

    private <T> CompletionStage<T> reached(Supplier<CompletionStage<T>> call) {
        return down ? CompletableFuture.failedStage(unavailable()) : call.get();
    }

    private static MediaStoreUnavailableException unavailable() {
        return new MediaStoreUnavailableException("cut off by the test", null);
    }
}
