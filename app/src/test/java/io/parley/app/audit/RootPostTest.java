package io.parley.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RootPostTest {

    private final AtomicReference<String> taken = new AtomicReference<>("");

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private int status = 201;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/roots", exchange -> {
            taken.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/roots");
    }

    @Test
    void aRootGoesToAUrlByPost() throws Exception {
        RootPost.send(url(), "{}");

        assertThat(taken).hasValue("POST application/json {}");
    }

    @Test
    void whoDoesNotTakeItIsQuoted() {
        status = 403;

        assertThatThrownBy(() -> RootPost.send(url(), "{}"))
                .isInstanceOf(IOException.class)
                .hasMessage("it answered 403");
    }
}
