package io.parley.infra.media.upload;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts what it is given into the real store as it comes, counts how often, and refuses when it is told to. */
final class CountingIntake implements MediaIntake {

    private final EncryptedMediaStore store;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile @Nullable ErrorCode refusal;

    CountingIntake(EncryptedMediaStore store) {
        this.store = store;
    }

    int taken() {
        return taken.get();
    }

    void refuse(@Nullable ErrorCode with) {
        refusal = with;
    }

    @Override
    public CompletionStage<MediaContent> take(MediaId mediaId, String fileName, Flow.Publisher<ByteBuffer> bytes) {
        taken.incrementAndGet();
        MediaKey key = MediaKey.random(new SecureRandom());
        Flux<ByteBuffer> content = JdkFlowAdapter.flowPublisherToFlux(bytes).concatWith(Flux.defer(this::verdict));
        EncryptedMedia object = new EncryptedMedia(MediaObjectId.of(mediaId), key, mediaId.toString());
        return Mono.fromFuture(() -> store.put(object, JdkFlowAdapter.publisherToFlowPublisher(content))
                        .toCompletableFuture())
                .map(size -> new MediaContent(
                        mediaId,
                        new MediaDescription(fileName, "image/png", size, "00", null, null, null, null, null),
                        key,
                        null))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> discard(MediaContent content) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("uploads remove what they made"));
    }

    @Override
    public long largest() {
        return UploadFixture.LARGEST;
    }

    private Flux<ByteBuffer> verdict() {
        ErrorCode code = refusal;
        return code == null ? Flux.empty() : Flux.error(new Rejection(code, "It is not taken."));
    }
}
