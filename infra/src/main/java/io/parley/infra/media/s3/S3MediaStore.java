package io.parley.infra.media.s3;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.StoredMedia;
import io.parley.infra.media.Pages;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.media.SourceFailure;
import io.parley.infra.media.StoreFailures;
import io.parley.infra.media.Transfer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Media in a bucket of a store that speaks S3. A large object goes there in parts, of which one is in memory at a time. The
 * bucket should have a rule that removes parts of uploads that were never completed, for what is left when this node is killed.
 */
public final class S3MediaStore implements MediaStore, AutoCloseable {

    static final String TYPE = "application/octet-stream";

    private static final int NOT_FOUND = 404;

    private final S3AsyncClient s3;
    private final String bucket;
    private final RemoteProperties limits;

    /** A store that connects when it is used. */
    public S3MediaStore(S3Properties properties, RemoteProperties limits) {
        this.s3 = S3Clients.make(properties, limits);
        this.bucket = properties.bucket();
        this.limits = limits;
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        Flux<ByteBuffer> source = SourceFailure.mark(JdkFlowAdapter.flowPublisherToFlux(bytes));
        return SourceFailure.unmark(
                        MultipartUpload.send(s3, bucket, id.value(), source, limits), StoreFailures::translate)
                .toFuture();
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return call(() -> s3.headObject(head -> head.bucket(bucket).key(id.value())))
                .map(found -> Optional.of(slice(id, found.contentLength(), range)))
                .onErrorResume(S3MediaStore::isNotFound, e -> Mono.just(Optional.empty()))
                .onErrorMap(StoreFailures::translate)
                .toFuture();
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return call(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(id.value())))
                .onErrorMap(StoreFailures::translate)
                .then()
                .toFuture();
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " objects");
        }
        return call(() -> s3.listObjectsV2(list -> list.bucket(bucket)
                        .maxKeys(limit)
                        .startAfter(after.map(MediaObjectId::value).orElse(null))))
                .map(listed -> Pages.of(
                        listed.contents().stream()
                                .filter(object -> MediaObjectId.isOne(object.key()))
                                .map(S3MediaStore::object)
                                .toList(),
                        olderThan,
                        Boolean.TRUE.equals(listed.isTruncated())))
                .onErrorMap(StoreFailures::translate)
                .toFuture();
    }

    /** Looks for the bucket. */
    @Override
    public CompletionStage<Void> check() {
        return call(() -> s3.headBucket(head -> head.bucket(bucket)))
                .onErrorMap(StoreFailures::translate)
                .then()
                .toFuture();
    }

    /** Closes all connections; what is under way fails. */
    @Override
    public void close() {
        s3.close();
    }

    private MediaSlice slice(MediaObjectId id, long size, ByteRange range) {
        return Transfer.slice(size, range, limits.idleTimeout(), (first, length) -> read(id, first, length, size)
                .onErrorMap(S3MediaStore::isNotFound, e -> new MediaMissingException(id)));
    }

    private Flux<ByteBuffer> read(MediaObjectId id, long first, long length, long size) {
        return Mono.fromFuture(() -> s3.getObject(
                        get -> get.bucket(bucket)
                                .key(id.value())
                                .range("bytes=%d-%d".formatted(first, first + length - 1)),
                        AsyncResponseTransformer.toPublisher()))
                .flatMapMany(answer -> requireUnchanged(answer, size));
    }

    private static Flux<ByteBuffer> requireUnchanged(ResponsePublisher<GetObjectResponse> answer, long size) {
        String range = answer.response().contentRange();
        return range != null && range.endsWith("/" + size)
                ? Flux.from(answer)
                : Flux.from(answer)
                        .<ByteBuffer>map(
                                bytes -> { // read, and not left alone: only that frees the connection
                                    throw anotherObject();
                                })
                        .concatWith(Mono.error(S3MediaStore::anotherObject));
    }

    private static RuntimeException anotherObject() {
        return StoreFailures.unexpected("another object");
    }

    private static StoredMedia object(S3Object object) {
        return new StoredMedia(new MediaObjectId(object.key()), object.size(), object.lastModified());
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
    }

    private <T> Mono<T> call(Supplier<CompletableFuture<T>> call) {
        return Mono.fromFuture(call).timeout(limits.responseTimeout());
    }
}
