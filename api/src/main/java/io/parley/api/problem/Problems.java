package io.parley.api.problem;

import io.parley.api.dispatch.Correlation;
import io.parley.contract.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error of every request, the framework's too, with a problem (RFC 9457), whatever the client accepts: RFC 9110
 * allows that, and a client that cannot read it still has the status. Faults are logged under the identifier that the problem
 * bears, without their messages.
 */
@Component
@Order(-2) // before Boot's own handler, which is at -1
public final class Problems implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(thrown);
        }
        Failure failure = FailureMapper.map(thrown);
        String correlationId = Correlation.of(exchange);
        if (failure.kind().code() == ErrorCode.INTERNAL) {
            log.error("request {} failed", correlationId, ContentFree.of(thrown));
        }
        return write(exchange.getResponse(), failure, correlationId);
    }

    private Mono<Void> write(ServerHttpResponse response, Failure failure, String correlationId) {
        byte[] body = json.writeValueAsBytes(failure.problem(correlationId));
        response.setStatusCode(failure.status());
        response.getHeaders().putAll(failure.headers());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }
}
