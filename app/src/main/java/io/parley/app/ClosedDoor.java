package io.parley.app;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** On a node that is no gateway there is nothing for clients: only health and metrics. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ClosedDoor implements WebFilter {

    private static final String OPERATIONS = "/actuator/";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith(OPERATIONS)) {
            return chain.filter(exchange);
        }
        return Mono.error(new Rejection(ErrorCode.NOT_FOUND, "There is nothing at this path."));
    }
}
