package io.parley.api.events;

import io.parley.api.dispatch.EventLoopAnswers;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.problem.OverloadRetry;
import io.parley.api.problem.ReadyProblem;
import java.time.Duration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Lets requests for streams come in at a rate, before anything is done for them: when thousands come in the same moment, finding out who
 * they are would already take all there is for a second, from those who talk. Since nobody is known yet, it is faster than the
 * {@link Admittance} to the streams themselves: requests without a token that is good cannot take the turns of the others.
 */
final class Arrivals implements HttpHandlerDecoratorFactory {

    private static final String STREAM = "/v1/events";

    private final Admittance admittance;
    private final ReadyProblem refusal;
    private final RandomIds ids;

    Arrivals(Admittance admittance, ReadyProblem refusal, RandomIds ids) {
        this.admittance = admittance;
        this.refusal = refusal;
        this.ids = ids;
    }

    @Override
    public HttpHandler apply(HttpHandler served) {
        return (request, response) ->
                STREAM.equals(request.getPath().pathWithinApplication().value())
                        ? handle(served, request, response)
                        : served.handle(request, response);
    }

    private Mono<Void> handle(HttpHandler served, ServerHttpRequest request, ServerHttpResponse response) {
        Duration wait = admittance.take();
        if (wait == null) {
            return refusal.write(response, ids.next(), OverloadRetry.seconds());
        }
        Mono<Void> serving = Mono.defer(() -> served.handle(request, response));
        return wait.isZero() ? serving : later(serving, wait);
    }

    /** Goes on where the request came in, not on the timer's thread. */
    private static Mono<Void> later(Mono<Void> serving, Duration wait) {
        return Mono.deferContextual(context ->
                Mono.delay(wait).publishOn(EventLoopAnswers.loop(context)).then(serving));
    }
}
