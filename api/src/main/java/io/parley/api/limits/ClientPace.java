package io.parley.api.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Bounds how slow a client of one connection may be. A request must have come after a while; an upload, which may take long, must
 * only go on coming while somebody waits for it. Whoever writes much does so here, as there is room for it, and a client that makes
 * none for too long is cut. (The server's own time-outs know one bound for all requests.)
 */
public final class ClientPace extends ChannelDuplexHandler {

    private static final WriteBufferWaterMark MUCH = new WriteBufferWaterMark(256 << 10, 512 << 10);

    /** Buffers that are asked for before there is room: to wake a thread for each would cost more than to send it. */
    private static final int AHEAD = 4;

    private final Duration request;
    private final Duration stall;

    private boolean coming;
    private boolean isUpload;
    private @Nullable Duration unwatched;
    private @Nullable Future<?> deadline;
    private @Nullable MonoSink<Void> waiting;
    private @Nullable Channel channel;

    /**
     * Of one connection.
     *
     * @param request how long a request may take to come
     * @param stall how long nothing of an upload may come that is waited for
     */
    public ClientPace(Duration request, Duration stall) {
        this.request = request;
        this.stall = stall;
    }

    /** The pace of whoever gets an answer. */
    public static ClientPace of(ServerHttpResponse response) {
        if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof Connection connection) {
            ClientPace pace = connection.channel().pipeline().get(ClientPace.class);
            if (pace != null) {
                return pace;
            }
        }
        throw new IllegalStateException("the connection's pace is not watched");
    }

    /**
     * The same buffers, each when there is room for it, or nobody is there any more: a client that makes none for too long is cut. They
     * pass on the connection's own thread; while they do, more of them fit than of anything else.
     */
    public <T> Flux<T> paced(Flux<T> buffers, Duration atMost) {
        return Flux.defer(() -> {
            ChannelConfig config = connected().config();
            WriteBufferWaterMark usual = config.getWriteBufferWaterMark();
            config.setWriteBufferWaterMark(MUCH);
            return buffers.publishOn(Schedulers.fromExecutor(connected().eventLoop()::execute), AHEAD)
                    .concatMap(
                            buffer ->
                                    hasRoom() ? Mono.just(buffer) : room(atMost).thenReturn(buffer),
                            0)
                    .doFinally(signal -> config.setWriteBufferWaterMark(usual));
        });
    }

    private Mono<Void> room(Duration atMost) {
        return Mono.create(sink -> connected().eventLoop().execute(() -> await(sink, atMost)));
    }

    /** Cuts the connection: what was answered is not whole. */
    public Mono<Void> cut() {
        return Mono.create(sink -> connected().close().addListener(closed -> sink.success()));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest begun) {
            coming = true;
            isUpload = MediaRequests.isUpload(begun.uri());
            unwatched = isUpload ? stall : request;
        }
        if (message instanceof LastHttpContent) {
            coming = false;
            stopWatching();
        } else if (message instanceof HttpContent && isUpload) {
            stopWatching();
        }
        context.fireChannelRead(message);
    }

    /** Most requests come whole: to watch those too would cost as much as to refuse one. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unwatched != null) {
            watch(context, unwatched);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (coming && isUpload && deadline == null) {
            watch(context, stall);
        }
        context.read();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            wake();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWatching();
        wake();
        context.fireChannelInactive();
    }

    private void watch(ChannelHandlerContext context, Duration atMost) {
        stopWatching();
        deadline = context.executor().schedule(() -> context.close(), atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopWatching() {
        unwatched = null;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void await(MonoSink<Void> sink, Duration atMost) {
        if (hasRoom()) {
            sink.success();
            return;
        }
        // what was written and not sent keeps the writer from hearing of anything but the connection's end
        Future<?> tooLong =
                connected().eventLoop().schedule(() -> connected().close(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        waiting = sink;
        sink.onDispose(() -> tooLong.cancel(false));
    }

    private boolean hasRoom() {
        return connected().isWritable() || !connected().isActive();
    }

    private void wake() {
        MonoSink<Void> sink = waiting;
        waiting = null;
        if (sink != null) {
            sink.success();
        }
    }

    private Channel connected() {
        if (channel == null) {
            throw new IllegalStateException("not part of a connection");
        }
        return channel;
    }
}
