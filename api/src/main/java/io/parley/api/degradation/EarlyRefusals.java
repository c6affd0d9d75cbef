package io.parley.api.degradation;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Refuses, before any filter sees it and its token is looked at, what {@link ConnectionRefusals} let pass. */
@Component
final class EarlyRefusals implements HttpHandlerDecoratorFactory {

    private final Refusals refusals;

    EarlyRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public HttpHandler apply(HttpHandler served) {
        return (request, response) -> handle(request, response, served);
    }

    private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, HttpHandler served) {
        Refusals.Refusal refusal = refusals.of(
                request.getMethod().name(),
                request.getPath().pathWithinApplication().value());
        return refusal == null
                ? served.handle(request, response)
                : refusal.problem().write(response, refusal.instance(), refusal.retryAfter());
    }
}
