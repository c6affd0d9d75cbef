package io.parley.api.upload;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Puts on each answer what the protocol wants on each, also on those that others refuse with. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class TusFilter implements WebFilter {

    private static final PathPattern UPLOADS =
            PathPatternParser.defaultInstance.parse("/v1/chats/{chatId}/uploads/{*rest}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (UPLOADS.matches(path)) {
            exchange.getResponse().getHeaders().set(Tus.RESUMABLE, Tus.VERSION);
            exchange.getResponse().getHeaders().set(Tus.SUPPORTED_VERSIONS, Tus.VERSION);
        }
        return chain.filter(exchange);
    }
}
