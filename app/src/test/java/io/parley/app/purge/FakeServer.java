package io.parley.app.purge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that says what a test makes it say, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {

    static final String GONE = "";

    final List<String> requests = new CopyOnWriteArrayList<>();
    String history = GONE;
    String receipts = GONE;
    String inbox = "{\"items\":[],\"next\":null}";
    String stream = "id: 1\n\n";

    private final HttpServer server;

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        if (path.startsWith("/v1/events")) {
            requests.add("from " + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            exchange.sendResponseHeaders(200, 0); // and stays open
            exchange.getResponseBody().write(stream.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else if (path.contains("/receipts")) {
            send(exchange, receipts);
        } else if (path.contains("/messages")) {
            send(exchange, path.contains("after=0") ? history : "{\"items\":[]}");
        } else {
            send(exchange, inbox);
        }
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.equals(GONE)
                ? "{\"code\":\"chat_gone\",\"detail\":\"The chat is gone.\"}".getBytes(StandardCharsets.UTF_8)
                : text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.equals(GONE) ? 410 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
