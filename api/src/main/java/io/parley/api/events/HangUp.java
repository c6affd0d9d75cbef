package io.parley.api.events;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Closes a response's connection at once. A response that is merely ended waits until all is sent, which a client that reads
 * nothing can put off for ever.
 */
final class HangUp implements Runnable {

    private final ServerHttpResponse response;

    HangUp(ServerHttpResponse response) {
        this.response = response;
    }

    @Override
    public void run() {
        Object server = ServerHttpResponseDecorator.getNativeResponse(response);
        if (server instanceof HttpServerResponse netty) {
            netty.withConnection(connection -> connection.channel().close());
        }
    }
}
