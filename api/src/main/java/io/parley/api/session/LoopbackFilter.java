package io.parley.api.session;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Shows what is for operators to callers on this machine only; for others it does not exist. A request that a proxy on this
 * machine passed on is not from this machine.
 */
@Component
@Order(-200) // before Spring Security, which lets these paths through
final class LoopbackFilter implements WebFilter {

    private static final String METRICS = "/actuator/prometheus";
    private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getPath().value().startsWith(METRICS) && !isFromHere(request)) {
            return Mono.error(new Rejection(ErrorCode.NOT_FOUND, "There is nothing at this path."));
        }
        return chain.filter(exchange);
    }

    private static boolean isFromHere(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && PROXIED.stream().noneMatch(request.getHeaders()::containsHeader);
    }
}
