package io.parley.api.testing;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Intake and store of media, in memory; what begins with {@code <} is not taken, what begins with {@code P} is a picture. */
public final class FakeMedia implements MediaIntake, EncryptedMediaStore {

    /** How many bytes an upload may have. */
    public static final int LARGEST = 8 << 20;

    private static final int BUFFER = 64 << 10;

    private final Map<MediaObjectId, byte[]> objects = new ConcurrentHashMap<>();
    private volatile boolean isAway;
    private volatile long breaksOffAt = Long.MAX_VALUE;

    /** Lets the store go away, or come back. */
    public void setAway(boolean away) {
        isAway = away;
    }

    /** Lets whatever is read break off at one of its bytes. */
    public void breakOffAt(long index) {
        breaksOffAt = index;
    }

    /** The objects there are. */
    public Map<MediaObjectId, byte[]> objects() {
        return objects;
    }

    @Override
    public CompletionStage<MediaContent> take(MediaId mediaId, String fileName, Flow.Publisher<ByteBuffer> bytes) {
        return JdkFlowAdapter.flowPublisherToFlux(bytes)
                .publishOn(Schedulers.boundedElastic(), 1)
                .collect(ByteArrayOutputStream::new, FakeMedia::add)
                .map(all -> content(mediaId, fileName, all.toByteArray()))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> discard(MediaContent content) {
        content.objects().forEach(objects::remove);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long largest() {
        return LARGEST;
    }

    @Override
    public CompletionStage<Long> put(EncryptedMedia media, Flow.Publisher<ByteBuffer> content) {
        throw new UnsupportedOperationException("the edge puts nothing by itself");
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(EncryptedMedia media, ByteRange range) {
        if (isAway) {
            return CompletableFuture.failedFuture(new MediaStoreUnavailableException("away", null));
        }
        return CompletableFuture.completedFuture(
                Optional.ofNullable(objects.get(media.id())).map(bytes -> slice(bytes, range)));
    }

    @Override
    public long storedSize(long size) {
        return size;
    }

    private MediaSlice slice(byte[] bytes, ByteRange range) {
        long length = range.lengthWithin(bytes.length);
        Flux<ByteBuffer> read = Flux.<ByteBuffer, Long>generate(range::first, (at, sink) -> {
                    long left = range.first() + length - at;
                    if (at >= breaksOffAt) {
                        sink.error(new MediaStoreUnavailableException("cut off", null));
                    } else if (left == 0) {
                        sink.complete();
                    } else {
                        sink.next(ByteBuffer.wrap(bytes, (int) (long) at, (int) Math.min(BUFFER, left))
                                .slice());
                    }
                    return at + Math.min(BUFFER, left);
                })
                .subscribeOn(Schedulers.boundedElastic());
        return new MediaSlice(bytes.length, length, JdkFlowAdapter.publisherToFlowPublisher(read));
    }

    private MediaContent content(MediaId mediaId, String fileName, byte[] bytes) {
        if (bytes.length == 0 || bytes[0] == '<') {
            throw new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "This is no image, audio or video");
        }
        if (isAway) {
            throw new MediaStoreUnavailableException("away", null);
        }
        boolean isPicture = bytes[0] == 'P';
        MediaKey key = MediaKey.random(new SecureRandom());
        MediaDescription description = new MediaDescription(
                fileName.isEmpty() ? "file" : fileName,
                isPicture ? "image/png" : "audio/wav",
                bytes.length,
                sha256(bytes),
                isPicture ? 4 : null,
                isPicture ? 3 : null,
                null,
                null,
                isPicture ? "LEHV6nWB2yk8" : null);
        MediaContent content = new MediaContent(mediaId, description, key, isPicture ? preview() : null);
        objects.put(MediaObjectId.of(mediaId), bytes);
        if (isPicture) {
            objects.put(MediaObjectId.ofThumbnail(mediaId), new byte[] {'s', 'm', 'a', 'l', 'l'});
        }
        return content;
    }

    private static MediaContent.@Nullable Preview preview() {
        return new MediaContent.Preview(MediaKey.random(new SecureRandom()), "image/png", 5);
    }

    private static void add(ByteArrayOutputStream all, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        all.writeBytes(bytes);
        if (all.size() > LARGEST) {
            throw new Rejection(ErrorCode.TOO_LARGE, "More than %d bytes".formatted(LARGEST));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
