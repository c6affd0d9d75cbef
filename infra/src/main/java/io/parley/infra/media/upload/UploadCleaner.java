package io.parley.infra.media.upload;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes from the store what uploads have left there. What it could not remove stays due in the ledger, and is tried again. */
final class UploadCleaner {

    private static final Logger log = LoggerFactory.getLogger(UploadCleaner.class);

    /** How many objects are deleted at once. */
    private static final int AT_ONCE = 4;

    private final MediaStore store;
    private final UploadLedger ledger;
    private final BlockingCalls calls;

    UploadCleaner(MediaStore store, UploadLedger ledger, BlockingCalls calls) {
        this.store = store;
        this.ledger = ledger;
        this.calls = calls;
    }

    /** Removes all that is left of an upload that is over. */
    Mono<Void> clean(UploadRow row) {
        MediaId id = row.ref().mediaId();
        Flux<MediaObjectId> parts = Flux.range(1, row.parts()).map(number -> MediaObjectId.ofPart(id, number));
        Flux<MediaObjectId> media =
                row.hasUnknownMedia() ? Flux.just(MediaObjectId.of(id), MediaObjectId.ofThumbnail(id)) : Flux.empty();
        return delete(parts.concatWith(media)).then(calls.run(() -> ledger.cleaned(row)));
    }

    /** As {@link #clean}, but nobody waits for it. */
    void cleanSoon(UploadRow row) {
        clean(row).subscribe(nothing -> {}, failure -> log.debug("What an upload has left is removed later", failure));
    }

    /** Removes parts that do not count; those that cannot be removed now go with the upload. */
    Mono<Void> discard(MediaId id, Collection<StoredPart> parts) {
        return delete(Flux.fromIterable(parts).map(part -> MediaObjectId.ofPart(id, part.number())))
                .onErrorComplete();
    }

    private Mono<Void> delete(Flux<MediaObjectId> objects) {
        return objects.flatMap(
                        object -> Mono.fromFuture(() -> store.delete(object).toCompletableFuture()), AT_ONCE)
                .then();
    }
}
