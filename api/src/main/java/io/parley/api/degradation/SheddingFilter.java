package io.parley.api.degradation;

import io.parley.contract.degradation.WorkClass;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses at the edge what is given up, before anything is done for it; not even its token is looked at. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE
        + 9) // once the request has its identifier, before it is counted among those under way
final class SheddingFilter implements WebFilter {

    private final Shedding shedding;

    SheddingFilter(Shedding shedding) {
        this.shedding = shedding;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!shedding.mayShed()) {
            return chain.filter(exchange);
        }
        WorkClass workClass = WorkClasses.of(exchange.getRequest());
        return shedding.isShed(workClass) ? Mono.error(() -> shedding.refuse(workClass)) : chain.filter(exchange);
    }
}
