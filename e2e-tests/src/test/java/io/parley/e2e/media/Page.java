package io.parley.e2e.media;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page of somebody's product, from another origin than the server's. */
final class Page implements AutoCloseable {

    private final HttpServer server;
    private volatile String html = "";

    private Page(HttpServer server) {
        this.server = server;
    }

    static Page serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Page page = new Page(server);
            server.createContext("/", exchange -> {
                byte[] body = page.html.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes what is on it. */
    void shows(String body) {
        html = "<!doctype html><meta charset=utf-8><title>Somebody's product</title>" + body;
    }

    /** By a name that makes it another site than the server's address. */
    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
