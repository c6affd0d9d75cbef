package io.parley.infra.media.encryption;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.MediaUnreadableException;
import io.parley.infra.media.StoreFailures;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Encrypts by Tink's streaming AEAD over any store. Tink's own channels block; here its segments pass through operators, as they
 * are asked for, {@value #AHEAD} ahead at most for each transfer.
 *
 * <p>Encryption has threads of its own, and few: whatever the media do, it takes no more of the cores than that, and never runs
 * on the threads that read from and write to the network.
 */
public final class TinkEncryptedMediaStore implements EncryptedMediaStore, AutoCloseable {

    /** To wake a thread for each segment would cost more than to decrypt it. */
    private static final int AHEAD = 8;

    private static final ByteRange HEADER = new ByteRange(0, MediaFormat.HEADER - 1);

    private final MediaStore store;
    private final UnreadableMedia unreadable;
    private final Scheduler threads;

    /** Over a store, which is not closed with it. */
    public TinkEncryptedMediaStore(MediaStore store, EncryptionProperties properties, MeterRegistry meters) {
        this.store = store;
        this.unreadable = new UnreadableMedia(meters);
        this.threads = Schedulers.newBoundedElastic(properties.threads(), properties.queue(), "parley-media-crypto");
    }

    @Override
    public CompletionStage<Long> put(EncryptedMedia media, Flow.Publisher<ByteBuffer> content) {
        Flux<ByteBuffer> stored = encrypt(media, JdkFlowAdapter.flowPublisherToFlux(content));
        // A stage that merely follows the store's would keep a cancellation to itself.
        return Mono.fromFuture(() -> store.put(media.id(), JdkFlowAdapter.publisherToFlowPublisher(stored))
                        .toCompletableFuture())
                .map(size -> MediaFormat.size(size)
                        .orElseThrow(() -> StoreFailures.unexpected("%d bytes stored".formatted(size))))
                .toFuture();
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(EncryptedMedia media, ByteRange range) {
        return find(media.id(), MediaFormat.stored(range))
                .map(found -> found.map(stored -> open(media, range, stored)))
                .doOnError(MediaUnreadableException.class, unreadable::report)
                .toFuture();
    }

    @Override
    public long storedSize(long size) {
        return MediaFormat.storedSize(size);
    }

    /** Ends the threads; what is under way fails. */
    @Override
    public void close() {
        threads.dispose();
    }

    private Flux<ByteBuffer> encrypt(EncryptedMedia media, Flux<ByteBuffer> content) {
        return Flux.defer(() -> SegmentEncryption.cut(content)
                        .publishOn(threads, AHEAD)
                        .map(SegmentEncryption.of(media)::encrypt))
                .onErrorMap(RejectedExecutionException.class, TinkEncryptedMediaStore::overloaded);
    }

    private MediaSlice open(EncryptedMedia media, ByteRange range, MediaSlice stored) {
        long size = MediaFormat.size(stored.size()).orElseThrow(() -> new MediaUnreadableException(media.id(), null));
        SegmentWindow window = new SegmentWindow(range, size);
        Flux<ByteBuffer> content = decrypt(media, window, headerAndSegments(media.id(), window, stored));
        return new MediaSlice(size, window.length(), JdkFlowAdapter.publisherToFlowPublisher(content));
    }

    private Flux<ByteBuffer> decrypt(EncryptedMedia media, SegmentWindow window, Flux<ByteBuffer> stored) {
        return Flux.defer(() -> {
                    SegmentDecryption decryption = new SegmentDecryption(media, window);
                    return decryption.cut(stored).publishOn(threads, AHEAD).<ByteBuffer>handle(decryption::decrypt);
                })
                .onErrorMap(RejectedExecutionException.class, TinkEncryptedMediaStore::overloaded)
                .doOnError(MediaUnreadableException.class, unreadable::report);
    }

    /** The header is at the object's beginning: where the range is not, it is read apart. */
    private Flux<ByteBuffer> headerAndSegments(MediaObjectId id, SegmentWindow window, MediaSlice stored) {
        Flux<ByteBuffer> segments = window.isAsAskedFor() ? bytes(stored) : read(id, window.stored());
        return window.first() == 0 ? segments : Flux.concat(read(id, HEADER), segments);
    }

    private Flux<ByteBuffer> read(MediaObjectId id, ByteRange range) {
        return find(id, range).flatMapMany(found -> bytes(found.orElseThrow(() -> new MediaMissingException(id))));
    }

    private Mono<Optional<MediaSlice>> find(MediaObjectId id, ByteRange range) {
        return Mono.fromFuture(() -> store.get(id, range).toCompletableFuture());
    }

    private static Flux<ByteBuffer> bytes(MediaSlice slice) {
        return JdkFlowAdapter.flowPublisherToFlux(slice.bytes());
    }

    private static MediaStoreUnavailableException overloaded(RejectedExecutionException cause) {
        return new MediaStoreUnavailableException("More media wait to be encrypted or decrypted than may", cause);
    }
}
