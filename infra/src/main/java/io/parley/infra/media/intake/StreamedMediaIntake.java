package io.parley.infra.media.intake;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaContent.Preview;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.content.Inspection;
import io.parley.infra.media.content.MediaInspector;
import io.parley.infra.media.content.Picture;
import io.parley.infra.media.thumbnail.Thumbnail;
import io.parley.infra.media.waveform.Waveform;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes uploads as streams: what comes is inspected, encrypted and stored as fast as the store takes it, a few buffers ahead of it, on
 * threads that are not the network's. Thumbnails and waveforms are made of what was stored. No more than a number of uploads are under way at once.
 */
public final class StreamedMediaIntake implements MediaIntake, AutoCloseable {

    /** Buffers that may wait to be inspected: to wake a thread for each would cost as much again. */
    private static final int AHEAD = 8;

    private final MediaInspector inspector;
    private final EncryptedMediaStore store;
    private final MediaStore objects;
    private final Impressions impressions;
    private final IntakeProperties limits;
    private final Scheduler threads;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * An intake; of its parts it closes none.
     *
     * @param store where uploads are put
     * @param objects the same store, to remove what was put
     */
    public StreamedMediaIntake(
            MediaInspector inspector,
            EncryptedMediaStore store,
            MediaStore objects,
            Impressions impressions,
            IntakeProperties limits) {
        this.inspector = inspector;
        this.store = store;
        this.objects = objects;
        this.impressions = impressions;
        this.limits = limits;
        this.threads = Schedulers.newBoundedElastic(limits.threads(), limits.uploads() + 1, "parley-media-intake");
    }

    @Override
    public CompletionStage<MediaContent> take(MediaId mediaId, String fileName, Flow.Publisher<ByteBuffer> bytes) {
        return Mono.usingWhen(
                        Mono.fromSupplier(this::begin),
                        attempt -> taken(attempt, mediaId, fileName, bytes),
                        attempt -> end(Mono.empty()),
                        (attempt, failure) -> end(attempt.undo()),
                        attempt -> end(attempt.undo()))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> discard(MediaContent content) {
        return Flux.fromIterable(content.objects())
                .concatMap(id -> Mono.fromFuture(() -> objects.delete(id).toCompletableFuture()))
                .then()
                .toFuture();
    }

    @Override
    public long largest() {
        return inspector.largest();
    }

    /** Ends the threads; what is under way fails. */
    @Override
    public void close() {
        threads.dispose();
    }

    private Attempt begin() {
        if (underWay.incrementAndGet() > limits.uploads()) {
            underWay.decrementAndGet();
            throw new Rejection(ErrorCode.OVERLOADED, "Too many uploads are under way; try again soon.");
        }
        return new Attempt(store, objects);
    }

    private Mono<Void> end(Mono<Void> undone) {
        return undone.doFinally(signal -> underWay.decrementAndGet());
    }

    private Mono<MediaContent> taken(
            Attempt attempt, MediaId mediaId, String fileName, Flow.Publisher<ByteBuffer> bytes) {
        MediaKey key = MediaKey.random(random);
        EncryptedMedia original = MediaContent.original(mediaId, key);
        Flux<ByteBuffer> upload = attempt.cutOff(JdkFlowAdapter.flowPublisherToFlux(bytes))
                .publishOn(threads, AHEAD)
                .onErrorMap(RejectedExecutionException.class, StreamedMediaIntake::closed);
        Inspection inspection = inspector.inspect(upload);
        return attempt.put(original, inspection.stored())
                .then(inspection.facts())
                .flatMap(facts -> impressions.of(facts, () -> read(original)).flatMap(impression -> preview(
                                attempt, mediaId, impression)
                        .map(preview -> content(mediaId, fileName, facts, key, impression, preview))));
    }

    private Mono<Optional<Preview>> preview(Attempt attempt, MediaId mediaId, Impression impression) {
        return Mono.justOrEmpty(impression.thumbnail())
                .flatMap(thumbnail -> put(attempt, mediaId, thumbnail))
                .singleOptional();
    }

    private Flux<ByteBuffer> read(EncryptedMedia original) {
        return Mono.fromFuture(() -> store.get(original, ByteRange.all()).toCompletableFuture())
                .map(found -> found.orElseThrow(() -> new MediaMissingException(original.id())))
                .map(MediaSlice::bytes)
                .flatMapMany(JdkFlowAdapter::flowPublisherToFlux);
    }

    private Mono<Preview> put(Attempt attempt, MediaId mediaId, Thumbnail thumbnail) {
        MediaKey key = MediaKey.random(random);
        Flux<ByteBuffer> bytes = Flux.defer(() -> Flux.just(ByteBuffer.wrap(thumbnail.bytes())));
        return attempt.put(MediaContent.small(mediaId, key), bytes)
                .map(size -> new Preview(key, thumbnail.contentType(), size));
    }

    private static MediaContent content(
            MediaId mediaId,
            String fileName,
            ContentFacts facts,
            MediaKey key,
            Impression impression,
            Optional<Preview> preview) {
        Optional<Picture> picture = facts.picture();
        MediaDescription description = new MediaDescription(
                FileNames.clean(fileName, facts.contentType()),
                facts.contentType(),
                facts.size(),
                facts.sha256(),
                picture.map(Picture::shownWidth).orElse(null),
                picture.map(Picture::shownHeight).orElse(null),
                facts.duration().map(Duration::toMillis).orElse(null),
                impression.waveform().map(Waveform::bars).orElse(null),
                impression.thumbnail().map(Thumbnail::blurHash).orElse(null));
        return new MediaContent(mediaId, description, key, preview.orElse(null));
    }

    private static Rejection closed(RejectedExecutionException cause) {
        return new Rejection(ErrorCode.OVERLOADED, "Too many uploads are under way; try again soon.");
    }
}
