package io.parley.api.degradation;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is refused as soon as its headers are there, on the connection itself: to make a request of the framework's of it would
 * cost more than to refuse it. What is not simple passes, and is refused by {@link EarlyRefusals}: a request that comes while another
 * of its connection is served, whose answer goes first; a large or chunked body; {@code Expect: 100-continue}.
 */
final class ConnectionRefusals extends ChannelDuplexHandler {

    private static final int SMALL_BODY = 64 << 10;

    private final Refusals refusals;

    /** Requests that were let pass and have no whole answer yet. */
    private int served;

    /** What comes is the body of a request that was refused. */
    private boolean isRefusing;

    private boolean isInformation;
    private boolean mustRead;

    ConnectionRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            Refusals.Refusal refusal = served == 0 && isSimple(request) ? refusal(request) : null;
            isRefusing = refusal != null;
            if (refusal != null) {
                refuse(context, request, refusal);
            } else {
                served++;
            }
        }
        if (isRefusing) {
            ReferenceCountUtil.release(message);
            mustRead = true;
        } else {
            context.fireChannelRead(message);
        }
    }

    private Refusals.@Nullable Refusal refusal(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return refusals.of(request.method().name(), query < 0 ? uri : uri.substring(0, query));
    }

    private static boolean isSimple(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.decoderResult().isSuccess()
                && request.uri().startsWith("/")
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && HttpUtil.getContentLength(request, 0L) <= SMALL_BODY;
    }

    private static void refuse(ChannelHandlerContext context, HttpRequest request, Refusals.Refusal refusal) {
        boolean isKept = HttpUtil.isKeepAlive(request);
        FullHttpResponse answer =
                refusal.problem().answer(request.protocolVersion(), refusal.instance(), refusal.retryAfter());
        HttpUtil.setKeepAlive(answer, isKept);
        ChannelPromise written = context.newPromise();
        if (!isKept) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        context.write(answer, written);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (mustRead) {
            context.flush();
            readOn(context);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readOn(context);
        context.fireChannelWritabilityChanged();
    }

    /** Who serves asks for more by itself; it has not seen what was refused. Nobody is answered who does not take the answers. */
    private void readOn(ChannelHandlerContext context) {
        if (mustRead && context.channel().isWritable()) {
            mustRead = false;
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            isInformation = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInformation) {
            served--;
        }
        context.write(message, promise);
    }
}
