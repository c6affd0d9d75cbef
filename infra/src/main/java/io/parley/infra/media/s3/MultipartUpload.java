package io.parley.infra.media.s3;

import io.parley.infra.media.RemoteProperties;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way to an S3, part by part, or in one go if it is small. It becomes visible when all parts are declared to be
 * one object; until then they can be dropped. One part is in memory at a time.
 */
final class MultipartUpload {

    private final S3AsyncClient s3;
    private final String bucket;
    private final String key;
    private final Duration patience;
    private final List<CompletedPart> parts = new ArrayList<>();
    private volatile @Nullable String uploadId;
    private boolean storedAtOnce;
    private long size;

    private MultipartUpload(S3AsyncClient s3, String bucket, String key, Duration patience) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.patience = patience;
    }

    /**
     * Sends an object of unknown length.
     *
     * @return how many bytes it has
     */
    static Mono<Long> send(
            S3AsyncClient s3, String bucket, String key, Flux<ByteBuffer> bytes, RemoteProperties limits) {
        // A part is small: it may take as long as silence and its end may, together.
        Duration patience = limits.idleTimeout().plus(limits.commitTimeout());
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new MultipartUpload(s3, bucket, key, patience)),
                upload -> Parts.of(bytes).concatMap(upload::store, 0).then(Mono.defer(upload::finish)),
                upload -> Mono.empty(),
                (upload, failure) -> upload.drop(),
                MultipartUpload::drop);
    }

    private Mono<Void> store(List<ByteBuffer> part) {
        int length = Parts.size(part);
        size += length;
        AsyncRequestBody body = AsyncRequestBody.fromByteBuffersUnsafe(part.toArray(new ByteBuffer[0]));
        if (uploadId == null && length < Parts.SIZE) {
            return storeAtOnce(body);
        }
        return begun().flatMap(id -> storePart(id, length, body));
    }

    private Mono<Void> storeAtOnce(AsyncRequestBody body) {
        storedAtOnce = true;
        return call(() -> s3.putObject(put -> put.bucket(bucket).key(key).contentType(S3MediaStore.TYPE), body))
                .then();
    }

    private Mono<String> begun() {
        String id = uploadId;
        return id != null
                ? Mono.just(id)
                : call(() -> s3.createMultipartUpload(
                                create -> create.bucket(bucket).key(key).contentType(S3MediaStore.TYPE)))
                        .map(created -> uploadId = created.uploadId());
    }

    private Mono<Void> storePart(String id, long length, AsyncRequestBody body) {
        int number = parts.size() + 1;
        return call(() -> s3.uploadPart(
                        part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length),
                        body))
                .doOnNext(stored -> parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(stored.eTag())
                        .build()))
                .then();
    }

    private Mono<Long> finish() {
        String id = uploadId;
        if (id != null) {
            return call(() -> s3.completeMultipartUpload(complete ->
                            complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts))))
                    .thenReturn(size);
        }
        return (storedAtOnce ? Mono.empty() : storeAtOnce(AsyncRequestBody.empty())).thenReturn(size);
    }

    /** If that fails too, the bucket's rule for incomplete uploads removes the parts. */
    private Mono<Void> drop() {
        String id = uploadId;
        return id == null
                ? Mono.empty()
                : call(() -> s3.abortMultipartUpload(
                                abort -> abort.bucket(bucket).key(key).uploadId(id)))
                        .onErrorComplete()
                        .then();
    }

    private <T> Mono<T> call(Supplier<CompletableFuture<T>> call) {
        return Mono.fromFuture(call).timeout(patience);
    }
}
