package io.parley.infra.media.upload;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaUnreadableException;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.ResumableUploads;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Uploads whose parts are objects in the store of media, and of which the database knows how far they have come. Nothing is said to
 * be received that is not stored; nothing is taken as media twice once that is noted.
 */
final class StoredUploads implements ResumableUploads {

    /** What is said of the content, or of its chat, and will be said again. */
    private static final Set<ErrorCode> FOR_GOOD = EnumSet.of(
            ErrorCode.TOO_LARGE,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            ErrorCode.INVALID_REQUEST,
            ErrorCode.CHAT_NOT_FOUND,
            ErrorCode.CHAT_GONE,
            ErrorCode.UPLOAD_GONE);

    private final UploadLedger ledger;
    private final UploadLocks locks;
    private final UploadCleaner cleaner;
    private final BlockingCalls calls;
    private final EncryptedMediaStore store;
    private final MediaIntake intake;
    private final UploadProperties settings;

    StoredUploads(
            UploadLedger ledger,
            UploadLocks locks,
            UploadCleaner cleaner,
            BlockingCalls calls,
            EncryptedMediaStore store,
            MediaIntake intake,
            UploadProperties settings) {
        this.ledger = ledger;
        this.locks = locks;
        this.cleaner = cleaner;
        this.calls = calls;
        this.store = store;
        this.intake = intake;
        this.settings = settings;
    }

    @Override
    public long maxSize() {
        return intake.largest();
    }

    @Override
    public CompletionStage<UploadState> begin(NewUpload upload) {
        if (upload.length() > maxSize()) {
            return done(Mono.error(
                    new Rejection(ErrorCode.TOO_LARGE, "An upload may have " + maxSize() + " bytes at the most.")));
        }
        return done(calls.call(() -> ledger.begin(upload)).map(UploadRow::state));
    }

    @Override
    public CompletionStage<UploadState> find(UploadRef upload) {
        return done(calls.call(() -> ledger.find(upload)).map(UploadRow::state));
    }

    @Override
    public CompletionStage<UploadState> append(UploadRef upload, UploadPiece piece) {
        return done(locks.holding(upload, lock -> write(lock, piece))
                .then(calls.call(() -> ledger.find(upload)))
                .map(UploadRow::state));
    }

    private Mono<Void> write(Optional<UploadLock> lock, UploadPiece piece) {
        if (lock.isEmpty() || lock.get().row().received() != piece.offset()) {
            return Mono.error(offsetConflict());
        }
        return new PieceWriter(lock.get(), piece, store, ledger, cleaner, calls, settings).write();
    }

    @Override
    public <A> CompletionStage<Optional<A>> finish(
            UploadRef upload, Function<UploadMedia, CompletionStage<A>> makeKnown) {
        return done(locks.holding(
                upload, lock -> lock.map(held -> finish(held, makeKnown).map(Optional::of))
                        .orElseGet(() -> Mono.just(Optional.empty()))));
    }

    private <A> Mono<A> finish(UploadLock lock, Function<UploadMedia, CompletionStage<A>> makeKnown) {
        UploadRow row = lock.row();
        if (row.received() != row.length()) {
            return Mono.error(offsetConflict());
        }
        Mono<MediaContent> content = row.phase() == UploadPhase.TAKEN ? Mono.just(lock.content()) : take(lock);
        return content.map(taken -> new UploadMedia(
                        row.ref().mediaId(), row.ref().chatId(), row.ref().uploaderId(), taken))
                .flatMap(media -> Mono.fromFuture(() -> makeKnown.apply(media).toCompletableFuture()))
                .flatMap(answer -> calls.call(() -> ledger.complete(lock))
                        .doOnNext(cleaner::cleanSoon)
                        .thenReturn(answer))
                .onErrorResume(StoredUploads::isForGood, refusal -> refuse(lock, (Rejection) refusal));
    }

    private Mono<MediaContent> take(UploadLock lock) {
        return calls.call(() -> ledger.parts(lock.row()))
                .flatMap(parts -> Mono.fromFuture(() -> intake.take(
                                lock.row().ref().mediaId(),
                                lock.content().description().name(),
                                JdkFlowAdapter.publisherToFlowPublisher(bytes(lock, parts)))
                        .toCompletableFuture()))
                .onErrorMap(StoredUploads::isLoss, loss -> UploadLedger.gone())
                .flatMap(content -> calls.call(() -> ledger.take(lock, content)));
    }

    private Flux<ByteBuffer> bytes(UploadLock lock, List<StoredPart> parts) {
        return Flux.fromIterable(parts)
                .concatMap(part -> read(PartObjects.part(lock.content(), part.number()), part.length()), 1);
    }

    private Flux<ByteBuffer> read(EncryptedMedia part, long length) {
        return Mono.fromFuture(() -> store.get(part, ByteRange.all()).toCompletableFuture())
                .map(found -> found.filter(slice -> slice.size() == length)
                        .orElseThrow(() -> new MediaMissingException(part.id())))
                .map(MediaSlice::bytes)
                .flatMapMany(JdkFlowAdapter::flowPublisherToFlux);
    }

    private <A> Mono<A> refuse(UploadLock lock, Rejection why) {
        return calls.call(() -> ledger.refuse(lock, why))
                .doOnNext(cleaner::cleanSoon)
                .then(Mono.error(why));
    }

    @Override
    public CompletionStage<Void> terminate(UploadRef upload) {
        return done(calls.call(() -> ledger.terminate(upload))
                .doOnNext(cleaner::cleanSoon)
                .then());
    }

    /** Begins the work, which nobody can cancel. */
    private static <T> CompletionStage<T> done(Mono<T> work) {
        return work.toFuture().minimalCompletionStage();
    }

    private static boolean isForGood(Throwable failure) {
        return failure instanceof Rejection rejection && FOR_GOOD.contains(rejection.code());
    }

    /** What was stored is not there any more, or is not what it was. */
    private static boolean isLoss(Throwable failure) {
        return failure instanceof MediaMissingException || failure instanceof MediaUnreadableException;
    }

    private static Rejection offsetConflict() {
        return new Rejection(
                ErrorCode.UPLOAD_OFFSET_CONFLICT,
                "The upload is at another offset: ask for it by HEAD and go on there.");
    }
}
