package io.parley.infra.media;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Keeps what a stream failed with, which a decoder would wrap or swallow. */
final class SourceWatch {

    private volatile @Nullable Throwable failure;

    Flux<ByteBuffer> over(Flux<ByteBuffer> source) {
        return source.doOnError(cause -> failure = cause);
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
