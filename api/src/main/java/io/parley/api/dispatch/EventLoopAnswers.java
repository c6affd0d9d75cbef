package io.parley.api.dispatch;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
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

/**
 * Writes every answer from its connection's own event loop. Commands and queries are answered on other threads, and with an
 * answer written from one of those, Reactor Netty (up to 1.3.7, issues 4188 and 4361) may overlook the next request on the same
 * connection if it comes at once: the client then waits for ever. It also leaves those threads to their own work. Decorates the
 * whole handler rather than being a filter, for problems are written outside of all filters.
 */
@Component
final class EventLoopAnswers implements HttpHandlerDecoratorFactory {

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(request, onLoop(request, response));
    }

    private static ServerHttpResponse onLoop(ServerHttpRequest request, ServerHttpResponse response) {
        Object server = ServerHttpRequestDecorator.getNativeRequest(request);
        return server instanceof Connection connection
                ? new OnLoop(response, scheduler(connection.channel().eventLoop()))
                : response;
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
