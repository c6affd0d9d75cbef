package io.parley.api.openapi;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Has the API's document made by a thread that may be busy for a while. The first time it takes a third of a second, and those who ask
 * meanwhile wait for a lock: on an event loop all of its other connections would wait too.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class DocumentFilter implements WebFilter {

    private static final String DOCUMENT = "/v3/api-docs";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> served = chain.filter(exchange);
        return isDocument(exchange) ? served.subscribeOn(Schedulers.boundedElastic()) : served;
    }

    private static boolean isDocument(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith(DOCUMENT);
    }
}
