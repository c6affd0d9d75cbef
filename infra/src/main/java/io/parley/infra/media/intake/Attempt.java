package io.parley.infra.media.intake;

import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What one upload puts into the store, so that it can be taken out again. A put is never cancelled: whether it took place would be
 * unknown then, and an object could appear after it was removed. Its source is cut off instead, and its end awaited.
 */
final class Attempt {

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private record Put(MediaObjectId id, CompletableFuture<Long> stored) {}

    private final EncryptedMediaStore store;
    private final MediaStore objects;
    private final Sinks.Empty<ByteBuffer> end = Sinks.empty();
    private final List<Put> puts = new ArrayList<>();
    private boolean undone;

    Attempt(EncryptedMediaStore store, MediaStore objects) {
        this.store = store;
        this.objects = objects;
    }

    /** Stores an object. */
    Mono<Long> put(EncryptedMedia media, Flux<ByteBuffer> bytes) {
        return Mono.defer(() -> Mono.fromFuture(begin(media, bytes), true));
    }

    /** Removes all that was stored, once nothing can be added any more. Never fails: what stays is swept. */
    Mono<Void> undo() {
        return Mono.fromSupplier(this::giveUp)
                .flatMapIterable(begun -> begun)
                .concatMap(put -> Mono.fromFuture(put.stored(), true)
                        .onErrorComplete()
                        .then(Mono.fromFuture(() -> objects.delete(put.id()).toCompletableFuture()))
                        .onErrorResume(failure -> leave(put.id(), failure)))
                .then();
    }

    private synchronized CompletableFuture<Long> begin(EncryptedMedia media, Flux<ByteBuffer> bytes) {
        if (undone) {
            throw new CancellationException("the upload was given up");
        }
        CompletableFuture<Long> stored =
                store.put(media, JdkFlowAdapter.publisherToFlowPublisher(bytes)).toCompletableFuture();
        puts.add(new Put(media.id(), stored));
        return stored;
    }

    private List<Put> giveUp() {
        synchronized (this) {
            undone = true;
        }
        end.tryEmitError(new CancellationException("the upload was given up"));
        return puts;
    }

    /**
     * The client's bytes, which fail once the upload is given up. (Merged: operators that end a stream at another's sign may tell its
     * subscriber so before it has a subscription, if both happen at once.)
     */
    Flux<ByteBuffer> cutOff(Flux<ByteBuffer> upload) {
        return Flux.merge(1, upload.doOnComplete(end::tryEmitEmpty), end.asMono());
    }

    private static Mono<Void> leave(MediaObjectId id, Throwable failure) {
        log.warn("The object {} of an upload that failed could not be removed, and is left to be swept", id, failure);
        return Mono.empty();
    }
}
