package io.parley.infra.media.upload;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.UploadPiece;
import io.parley.infra.media.StoreWatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes one piece of an upload as parts, each an object of its own, one after the other and as they come. A part counts as soon as
 * it is stored, unless the piece has a checksum: then all count together, once that is known to be right.
 */
final class PieceWriter {

    private final UploadLock lock;
    private final UploadPiece piece;
    private final EncryptedMediaStore store;
    private final UploadLedger ledger;
    private final UploadCleaner cleaner;
    private final BlockingCalls calls;
    private final UploadProperties settings;
    private final @Nullable MessageDigest digest;
    private final List<StoredPart> unchecked = new ArrayList<>();
    private final StoreWatch silence = new StoreWatch();
    private long passed;

    PieceWriter(
            UploadLock lock,
            UploadPiece piece,
            EncryptedMediaStore store,
            UploadLedger ledger,
            UploadCleaner cleaner,
            BlockingCalls calls,
            UploadProperties settings) {
        this.lock = lock;
        this.cleaner = cleaner;
        this.piece = piece;
        this.store = store;
        this.ledger = ledger;
        this.calls = calls;
        this.settings = settings;
        this.digest = piece.checksum().map(PieceWriter::digest).orElse(null);
    }

    /** That the piece's own publisher failed. */
    private static final class BrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Throwable failure;

        BrokenOff(Throwable failure) {
            super(null, failure, false, false);
            this.failure = failure;
        }
    }

    /** Writes it all. */
    Mono<Void> write() {
        return Mono.using(this::split, this::parts, PartSplitter::cancel)
                .onErrorResume(failure -> discard().then(Mono.error(failure)))
                .then(Mono.defer(this::count))
                .onErrorMap(BrokenOff.class, broken -> broken.failure);
    }

    private PartSplitter split() {
        PartSplitter splitter = new PartSplitter(settings.partSize().toBytes());
        source().subscribe(splitter);
        return splitter;
    }

    private Mono<Void> parts(PartSplitter splitter) {
        return splitter.hasMore()
                .flatMap(more -> more ? store(splitter.next()).thenReturn(true) : Mono.just(false))
                .repeat()
                .takeWhile(more -> more)
                .then();
    }

    private Flux<ByteBuffer> source() {
        Duration patience = settings.idleTimeout();
        Flux<ByteBuffer> watched = silence.over(JdkFlowAdapter.flowPublisherToFlux(piece.bytes())
                .doOnRequest(more -> silence.await(patience))
                .doOnNext(buffer -> silence.stop()));
        return watched.onErrorMap(TimeoutException.class, silent -> tooSilent())
                .onErrorMap(BrokenOff::new)
                .doOnNext(this::pass);
    }

    private void pass(ByteBuffer buffer) {
        passed += buffer.remaining();
        if (passed > lock.row().length() - piece.offset()) {
            throw new Rejection(ErrorCode.TOO_LARGE, "There are more bytes than Upload-Length announced.");
        }
        if (digest != null) {
            digest.update(buffer.duplicate());
        }
    }

    /** Of a piece that breaks off, what came is a part, too. */
    private Mono<Void> store(Flux<ByteBuffer> bytes) {
        Flux<ByteBuffer> kept = digest == null ? bytes.onErrorResume(BrokenOff.class, broken -> Flux.empty()) : bytes;
        return calls.call(() -> ledger.beginPart(lock)).flatMap(number -> Mono.fromFuture(() -> store.put(
                                PartObjects.part(lock.content(), number), JdkFlowAdapter.publisherToFlowPublisher(kept))
                        .toCompletableFuture())
                .flatMap(length -> stored(new StoredPart(number, length))));
    }

    private Mono<Void> stored(StoredPart part) {
        if (digest == null) {
            return calls.run(() -> ledger.addParts(lock, List.of(part)));
        }
        unchecked.add(part);
        return Mono.empty();
    }

    private Mono<Void> count() {
        if (digest == null) {
            return Mono.empty();
        }
        byte[] wanted = piece.checksum().orElseThrow().value();
        if (!MessageDigest.isEqual(digest.digest(), wanted)) {
            return discard()
                    .then(Mono.error(new Rejection(
                            ErrorCode.CHECKSUM_MISMATCH, "The bytes have another checksum; they were discarded.")));
        }
        return unchecked.isEmpty() ? Mono.empty() : calls.run(() -> ledger.addParts(lock, unchecked));
    }

    private Mono<Void> discard() {
        return cleaner.discard(lock.row().ref().mediaId(), unchecked);
    }

    private static Rejection tooSilent() {
        return new Rejection(ErrorCode.UNAVAILABLE, "Nothing came for too long; go on from the offset.");
    }

    private static MessageDigest digest(UploadPiece.Checksum checksum) {
        try {
            return MessageDigest.getInstance(checksum.algorithm().platformName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has this algorithm", e);
        }
    }
}
