package io.parley.api.limits;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Bounds the requests under way: what comes on top is refused before it costs anything, and so is a message for which the commands that
 * are under way leave no room. Streams and media, which last, have bounds
 * of their own; health, metrics and status must answer just then.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // once the request has its identifier, before its token is looked at
final class InFlightFilter implements WebFilter {

    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final int bound;

    InFlightFilter(LimitsProperties limits) {
        this.bound = limits.inFlight();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isCounted(exchange) ? Mono.defer(() -> counted(exchange, chain)) : chain.filter(exchange);
    }

    private Mono<Void> counted(ServerWebExchange exchange, WebFilterChain chain) {
        if (inFlight.incrementAndGet() > bound) {
            inFlight.decrementAndGet();
            refused.increment();
            return Mono.error(new Rejection(ErrorCode.OVERLOADED, "Too many requests are under way; try again soon."));
        }
        return chain.filter(exchange).doFinally(end -> inFlight.decrementAndGet());
    }

    /** How many were refused since the start. */
    long refused() {
        return refused.sum();
    }

    private static boolean isCounted(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith("/v1/")
                && !path.equals("/v1/events")
                && !path.equals("/v1/status")
                && !MediaRequests.isAny(path);
    }
}
