package io.parley.api.dispatch;

import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Begins the trace of a request, if chance will have it. What a client says of traces is not taken up: it would choose bytes that
 * rest in the log, and what is traced. Streams have no span of their own, since they have no end; what comes by them is part of the
 * trace of what caused it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5) // once the request has its identifier, before anything is refused
final class TraceFilter implements WebFilter {

    private static final String KEY = TraceFilter.class.getName();
    private static final String PREFIX = "/v1/";
    private static final String STREAM = "/v1/events";

    private final Tracing tracing;

    TraceFilter(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The context of the request's span; null if it is not traced. */
    static @Nullable String of(ContextView context) {
        return context.getOrDefault(KEY, null);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return tracing == Tracing.NONE ? chain.filter(exchange) : Mono.defer(() -> traced(exchange, chain));
    }

    private Mono<Void> traced(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (!path.startsWith(PREFIX) || path.equals(STREAM)) {
            return chain.filter(exchange);
        }
        Span span = tracing.begin(exchange.getRequest().getMethod().name());
        String context = span.context();
        if (context == null) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange).doFinally(end -> end(span, exchange, end)).contextWrite(Context.of(KEY, context));
    }

    private static void end(Span span, ServerWebExchange exchange, SignalType end) {
        String method = exchange.getRequest().getMethod().name();
        span.tag("http.request.method", method).tag("parley.correlation_id", Correlation.of(exchange));
        if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern) {
            span.tag("http.route", pattern.getPatternString());
            span.rename(method + " " + pattern.getPatternString());
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status != null) {
            span.tag("http.response.status_code", status.value());
        }
        if (end == SignalType.CANCEL) {
            span.fail("cancelled");
        } else if (status != null && status.is5xxServerError()) {
            span.fail(Integer.toString(status.value()));
        }
        span.end();
    }
}
