package io.parley.api.dispatch;

import io.parley.api.session.Caller;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.StorePosition;
import java.util.List;
import java.util.UUID;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Resolves {@link ReadPosition} parameters. */
@Component
final class ReadPositionResolver implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private final LastWrites lastWrites;
    private final LogEnd logEnd;
    private final UUID epoch;

    ReadPositionResolver(LastWrites lastWrites, LogEnd logEnd, EventTail tail) {
        this.lastWrites = lastWrites;
        this.logEnd = logEnd;
        this.epoch = tail.epoch();
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ReadPosition.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return asked(exchange)
                .flatMap(asked -> lastWrite(exchange).map(written -> new ReadPosition(Math.max(asked, written))));
    }

    private Mono<Long> lastWrite(ServerWebExchange exchange) {
        return Caller.of(exchange).map(caller -> lastWrites.of(caller.userId())).defaultIfEmpty(0L);
    }

    private Mono<Long> asked(ServerWebExchange exchange) {
        List<String> values = exchange.getRequest().getHeaders().getOrEmpty(ReadPosition.HEADER);
        if (values.isEmpty()) {
            return Mono.just(0L);
        }
        if (values.size() > 1) {
            return Mono.error(Rejection.invalid(ReadPosition.HEADER, "must be given once"));
        }
        return Mono.fromCallable(() -> position(values.get(0))).flatMap(logEnd::checked);
    }

    private long position(String text) {
        StorePosition position;
        try {
            position = StorePosition.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid(ReadPosition.HEADER, "must be a position that an answer or an event bore");
        }
        if (!position.epoch().equals(epoch)) {
            throw Rejection.invalid(
                    ReadPosition.HEADER, "is of another epoch of the store: it was restored, so fetch anew without it");
        }
        return position.value();
    }
}
