package io.parley.api.dispatch;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Writes every answer from its connection's own event loop. Commands and queries are answered on other threads, and with an
 * answer written from one of those, Reactor Netty (up to 1.3.7, issues 4188 and 4361) may overlook the next request on the same
 * connection if it comes at once: the client then waits for ever. What makes an answer of an outcome asks for the loop too, and
 * so leaves those threads to their own work. Decorates the whole handler rather than being a filter, for problems are written
 * outside of all filters.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // around all others, which ask it for the loop
public final class EventLoopAnswers implements HttpHandlerDecoratorFactory {

    private static final String LOOP = EventLoopAnswers.class.getName();

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handle(handler, request, response);
    }

    /** Where the answer to the request is best made: its event loop, or wherever one is if there is none. */
    public static Scheduler loop(ContextView context) {
        return context.hasKey(LOOP) ? context.get(LOOP) : Schedulers.immediate();
    }

    /** Says where answers are best made. */
    static Context on(Scheduler loop) {
        return Context.of(LOOP, loop);
    }

    private static Mono<Void> handle(HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof Connection connection) {
            Scheduler loop = scheduler(connection.channel().eventLoop());
            return handler.handle(request, new OnLoop(response, loop)).contextWrite(on(loop));
        }
        return handler.handle(request, response);
    }

    private static Scheduler scheduler(EventLoop loop) {
        return Schedulers.fromExecutor(task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        });
    }

    private static final class OnLoop extends ServerHttpResponseDecorator {

        private final Scheduler loop;

        OnLoop(ServerHttpResponse response, Scheduler loop) {
            super(response);
            this.loop = loop;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return onLoop(() -> getDelegate().writeWith(body));
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return onLoop(() -> getDelegate().writeAndFlushWith(body));
        }

        @Override
        public Mono<Void> setComplete() {
            return onLoop(() -> getDelegate().setComplete());
        }

        private Mono<Void> onLoop(Supplier<Mono<Void>> writing) {
            return Mono.defer(writing).subscribeOn(loop);
        }
    }
}
