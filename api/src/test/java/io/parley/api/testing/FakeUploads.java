package io.parley.api.testing;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.ResumableUploads;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/** Uploads in memory, as much of them as the edge needs; their rules are tested with them. */
public final class FakeUploads implements ResumableUploads {

    /** How many bytes an upload may have here. */
    public static final long LARGEST = 100_000;

    private final Clock clock;
    private final Map<UploadRef, Fake> all = new ConcurrentHashMap<>();
    private volatile @Nullable Supplier<RuntimeException> failure;

    FakeUploads(Clock clock) {
        this.clock = clock;
    }

    private static final class Fake {

        private final NewUpload upload;
        private final Instant expiresAt;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean complete;

        Fake(NewUpload upload, Instant expiresAt) {
            this.upload = upload;
            this.expiresAt = expiresAt;
        }

        synchronized UploadState state() {
            return new UploadState(upload.upload().mediaId(), upload.length(), bytes.size(), complete, expiresAt);
        }
    }

    /** Lets the next call fail. */
    public void failOnce(Supplier<RuntimeException> with) {
        failure = with;
    }

    /** What an upload has received. */
    public byte[] received(UploadRef ref) {
        return fake(ref).bytes.toByteArray();
    }

    /** The file's name that an upload was begun with. */
    public String fileName(UploadRef ref) {
        return fake(ref).upload.fileName().value();
    }

    /** Gives an upload bytes without making media of it. */
    public void receive(UploadRef ref, byte[] bytes) {
        fake(ref).bytes.writeBytes(bytes);
    }

    @Override
    public long maxSize() {
        return LARGEST;
    }

    @Override
    public CompletionStage<UploadState> begin(NewUpload upload) {
        return attempt(() -> {
            if (upload.length() > LARGEST) {
                throw new Rejection(ErrorCode.TOO_LARGE, "Too large.");
            }
            Fake begun = new Fake(upload, clock.instant().plus(Duration.ofHours(24)));
            all.put(upload.upload(), begun);
            return begun.state();
        });
    }

    @Override
    public CompletionStage<UploadState> find(UploadRef ref) {
        return attempt(() -> fake(ref).state());
    }

    /** Keeps what comes, also of what breaks off. */
    @Override
    public CompletionStage<UploadState> append(UploadRef ref, UploadPiece piece) {
        return attempt(() -> {
                    Fake to = fake(ref);
                    if (to.bytes.size() != piece.offset()) {
                        throw new Rejection(ErrorCode.UPLOAD_OFFSET_CONFLICT, "Another offset.");
                    }
                    return to;
                })
                .thenCompose(to -> JdkFlowAdapter.flowPublisherToFlux(piece.bytes())
                        .doOnNext(buffer -> to.bytes.write(buffer.array(), buffer.position(), buffer.remaining()))
                        .then(Mono.fromCallable(() -> checked(to, piece)))
                        .toFuture());
    }

    private static UploadState checked(Fake to, UploadPiece piece) throws Exception {
        if (piece.checksum().isPresent()) {
            UploadPiece.Checksum wanted = piece.checksum().get();
            byte[] digest =
                    MessageDigest.getInstance(wanted.algorithm().platformName()).digest(to.bytes.toByteArray());
            if (!MessageDigest.isEqual(digest, wanted.value())) {
                to.bytes.reset();
                throw new Rejection(ErrorCode.CHECKSUM_MISMATCH, "Another checksum.");
            }
        }
        return to.state();
    }

    @Override
    public <A> CompletionStage<Optional<A>> finish(UploadRef ref, Function<UploadMedia, CompletionStage<A>> makeKnown) {
        return attempt(() -> fake(ref)).thenCompose(whole -> {
            MediaDescription description = new MediaDescription(
                    "name", "image/png", whole.upload.length(), "00", null, null, null, null, null);
            MediaContent content =
                    new MediaContent(ref.mediaId(), description, MediaKey.random(new SecureRandom()), null);
            return makeKnown
                    .apply(new UploadMedia(ref.mediaId(), ref.chatId(), ref.uploaderId(), content))
                    .thenApply(answer -> {
                        whole.complete = true;
                        return Optional.of(answer);
                    });
        });
    }

    @Override
    public CompletionStage<Void> terminate(UploadRef ref) {
        return attempt(() -> {
                    fake(ref);
                    return all.remove(ref);
                })
                .thenAccept(gone -> {});
    }

    private Fake fake(UploadRef ref) {
        Fake found = all.get(ref);
        if (found == null) {
            throw new Rejection(ErrorCode.UPLOAD_NOT_FOUND, "No such upload.");
        }
        return found;
    }

    private <T> CompletionStage<T> attempt(Supplier<T> work) {
        Supplier<RuntimeException> failing = failure;
        failure = null;
        try {
            if (failing != null) {
                throw failing.get();
            }
            return CompletableFuture.completedStage(work.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
