package io.parley.infra.media;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** A store that notes what is read of another, on which threads it is written, and what is still open. */
final class WatchedStore implements MediaStore {

    private final MediaStore store;
    private final List<ByteRange> asked = new CopyOnWriteArrayList<>();
    private final Set<String> writingThreads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Consumer<ByteBuffer> read = bytes -> {};
    private volatile UnaryOperator<Flux<ByteBuffer>> written = bytes -> bytes;

    WatchedStore(MediaStore store) {
        this.store = store;
    }

    /** The ranges that were looked for, and forgets them. */
    List<ByteRange> asked() {
        List<ByteRange> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    Set<String> writingThreads() {
        return writingThreads;
    }

    /** How many transfers from it have begun and not ended. */
    int open() {
        return open.get();
    }

    /** Tells of each buffer that is read of it from now on. */
    void onRead(Consumer<ByteBuffer> consumer) {
        read = consumer;
    }

    /** Takes what is written in another way from now on. */
    void onWrite(UnaryOperator<Flux<ByteBuffer>> way) {
        written = way;
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        Flux<ByteBuffer> watched = JdkFlowAdapter.flowPublisherToFlux(bytes)
                .doOnNext(buffer -> writingThreads.add(Thread.currentThread().getName()));
        return store.put(id, JdkFlowAdapter.publisherToFlowPublisher(written.apply(watched)));
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        asked.add(range);
        Consumer<ByteBuffer> consumer = read;
        return store.get(id, range).thenApply(found -> found.map(slice -> watched(slice, consumer)));
    }

    private MediaSlice watched(MediaSlice slice, Consumer<ByteBuffer> consumer) {
        Flux<ByteBuffer> bytes = JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .doOnSubscribe(subscription -> open.incrementAndGet())
                .doOnNext(consumer)
                .doFinally(signal -> open.decrementAndGet());
        return new MediaSlice(slice.size(), slice.length(), JdkFlowAdapter.publisherToFlowPublisher(bytes));
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return store.delete(id);
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        return store.list(olderThan, after, limit);
    }

    @Override
    public CompletionStage<Void> check() {
        return store.check();
    }
}
