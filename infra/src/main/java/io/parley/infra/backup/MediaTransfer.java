package io.parley.infra.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** An object's bytes on their way, which are hashed as they pass. They pass once. */
final class MediaTransfer {

    private final Flux<ByteBuffer> source;
    private final MessageDigest digest = Hashes.sha256();

    MediaTransfer(Flow.Publisher<ByteBuffer> source) {
        this.source = JdkFlowAdapter.flowPublisherToFlux(source);
    }

    Flow.Publisher<ByteBuffer> bytes() {
        return JdkFlowAdapter.publisherToFlowPublisher(source.doOnNext(bytes -> digest.update(bytes.duplicate())));
    }

    /** The SHA-256 of all, once they have passed. */
    String sha256() {
        return Hashes.hex(digest);
    }

    /** Reads them all, for the sake of the hash alone. */
    long drain() {
        Long size = source.doOnNext(bytes -> digest.update(bytes.duplicate()))
                .map(bytes -> (long) bytes.remaining())
                .reduce(0L, Long::sum)
                .block();
        return size == null ? 0 : size;
    }

    /** Waits for a store, which bounds its own waiting, and fails with its failure. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
