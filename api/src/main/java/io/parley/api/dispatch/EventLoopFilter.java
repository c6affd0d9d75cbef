package io.parley.api.dispatch;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Writes every answer from its connection's own event loop. Commands and queries are answered on other threads, and with an
 * answer written from one of those, Reactor Netty (up to 1.3.7, issues 4188 and 4361) may overlook the next request on the same
 * connection if it comes at once: the client then waits for ever. It also leaves those threads to their own work.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class EventLoopFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Object request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        if (!(request instanceof Connection connection)) {
            return chain.filter(exchange);
        }
        Scheduler loop = scheduler(connection.channel().eventLoop());
        return chain.filter(exchange.mutate()
                .response(new OnLoop(exchange.getResponse(), loop))
                .build());
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
