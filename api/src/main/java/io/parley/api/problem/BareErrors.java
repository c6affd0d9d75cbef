package io.parley.api.problem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.parley.api.dispatch.RandomIds;
import io.parley.contract.error.ErrorCode;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a problem to the errors that the server answers by itself, before there is a request that the rest of the edge could
 * see: a request line or headers that are too long or garbled, a path that is no URI, a request that takes too long to come.
 */
@ChannelHandler.Sharable
final class BareErrors extends ChannelOutboundHandlerAdapter {

    private static final int FIRST_ERROR = 400;

    private final JsonMapper json;
    private final RandomIds ids;

    BareErrors(JsonMapper json, RandomIds ids) {
        this.json = json;
        this.ids = ids;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isBare(response)) {
            FullHttpResponse withProblem = withProblem(response);
            ReferenceCountUtil.release(response);
            context.write(withProblem, promise);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isBare(FullHttpResponse response) {
        return response.status().code() >= FIRST_ERROR
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse withProblem(FullHttpResponse bare) {
        byte[] body =
                json.writeValueAsBytes(failure(bare.status()).problem(ids.next().toString()));
        ByteBuf content = Unpooled.wrappedBuffer(body);
        HttpHeaders headers = bare.headers().copy();
        headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return new DefaultFullHttpResponse(
                bare.protocolVersion(), bare.status(), content, headers, bare.trailingHeaders());
    }

    private static Failure failure(HttpResponseStatus status) {
        return switch (status.code()) {
            case 413, 414, 431 ->
                Failure.of(ErrorCode.TOO_LARGE, "The request line or a header is larger than allowed.")
                        .withStatus(HttpStatusCode.valueOf(status.code()));
            case 408 ->
                Failure.of(ErrorCode.INVALID_REQUEST, "The request took too long to arrive.")
                        .withStatus(HttpStatusCode.valueOf(408));
            default ->
                status.code() < 500
                        ? Failure.of(ErrorCode.INVALID_REQUEST, "This is not a well-formed HTTP request.")
                                .withStatus(HttpStatusCode.valueOf(status.code()))
                        : Failure.of(ErrorCode.INTERNAL, "The request could not be served.")
                                .withStatus(HttpStatusCode.valueOf(status.code()));
        };
    }
}
