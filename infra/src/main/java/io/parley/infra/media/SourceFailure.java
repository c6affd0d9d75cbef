package io.parley.infra.media;

import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps apart, within a put, what the caller's publisher failed with from what the store failed with: both may be, say, an
 * {@link java.io.IOException}, and only the latter means that the store is unavailable.
 */
public final class SourceFailure extends RuntimeException {

    private SourceFailure(Throwable cause) {
        super(cause);
    }

    /** The same bytes, whose failure is marked. */
    public static <T> Flux<T> mark(Flux<T> source) {
        return source.onErrorMap(SourceFailure::new);
    }

    /** The same work, which fails with the source's own failure where that was it, and else with what the store's becomes. */
    public static <T> Mono<T> unmark(Mono<T> work, Function<Throwable, Throwable> storeFailure) {
        return work.onErrorMap(failure -> {
            Throwable marked = failure;
            while (marked != null && !(marked instanceof SourceFailure)) {
                marked = marked.getCause();
            }
            return marked == null ? storeFailure.apply(failure) : Objects.requireNonNull(marked.getCause());
        });
    }
}
