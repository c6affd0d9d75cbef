package io.parley.infra.media;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets a stream fail from outside. ({@code takeUntilOther} alone does not do: where the other fails, the stream's source never
 * hears of it; where the other ends, whoever reads the stream takes it to be whole.)
 */
public final class GivenUp {

    private GivenUp() {}

    /** The same stream, which fails, and whose source is cancelled, when a sign completes. */
    public static <T> Flux<T> at(Publisher<?> sign, Flux<T> stream, Supplier<? extends Throwable> failure) {
        AtomicBoolean given = new AtomicBoolean();
        return stream.takeUntilOther(Flux.from(sign).then().doOnSuccess(completed -> given.set(true)))
                .concatWith(Mono.defer(() -> given.get() ? Mono.error(failure.get()) : Mono.empty()));
    }
}
