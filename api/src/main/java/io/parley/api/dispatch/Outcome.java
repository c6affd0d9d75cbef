package io.parley.api.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What came of work done elsewhere, as a value. A failure that comes when nobody waits any more, after the deadline, must not
 * reach Reactor as one: it would log it with its message, which may quote what users wrote. What is made of it is made on the
 * event loop of the request, not by those who did the work: they have more to do.
 *
 * @param answer the answer
 * @param failure why there is none
 */
record Outcome<A>(@Nullable A answer, @Nullable Throwable failure) {

    static <A> Mono<A> of(Supplier<CompletableFuture<A>> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(() -> work.get().handle((answer, failure) -> new Outcome<>(answer, failure)))
                        .publishOn(EventLoopAnswers.loop(context))
                        .flatMap(Outcome::asMono));
    }

    private Mono<A> asMono() {
        if (failure != null) {
            return Mono.error(failure);
        }
        return answer == null ? Mono.error(new IllegalStateException("there is no answer")) : Mono.just(answer);
    }
}
