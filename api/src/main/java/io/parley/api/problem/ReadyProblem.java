package io.parley.api.problem;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.parley.contract.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem that is ready but for its instance and for when to try again: for refusals by the thousand, which must not cost what they
 * save.
 */
public final class ReadyProblem {

    /** Stands where the instance will, and is as long. */
    private static final String PLACE = new UUID(0, 0).toString();

    /** All that goes in is ours. */
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private final HttpStatusCode status;
    private final byte[] bytes;
    private final int place;

    /**
     * Makes one ready.
     *
     * @param code its kind
     * @param detail what is the matter, for people; the same each time
     */
    public ReadyProblem(JsonMapper json, ErrorCode code, String detail) {
        Failure failure = Failure.of(code, detail);
        String text = json.writeValueAsString(failure.problem(PLACE));
        this.status = failure.status();
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.place = text.substring(0, text.indexOf(PLACE)).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Answers a request with it. */
    public Mono<Void> write(ServerHttpResponse response, UUID instance, long retryAfterSeconds) {
        byte[] body = body(instance);
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(status);
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** The answer to a request that is no more yet than what came over its connection. */
    public FullHttpResponse answer(HttpVersion version, UUID instance, long retryAfterSeconds) {
        byte[] body = body(instance);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                version,
                HttpResponseStatus.valueOf(status.value()),
                Unpooled.wrappedBuffer(body),
                UNCHECKED,
                UNCHECKED);
        answer.headers()
                .set(HttpHeaderNames.RETRY_AFTER, Long.toString(retryAfterSeconds))
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        return answer;
    }

    private byte[] body(UUID instance) {
        byte[] body = bytes.clone();
        byte[] id = instance.toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, body, place, id.length);
        return body;
    }
}
