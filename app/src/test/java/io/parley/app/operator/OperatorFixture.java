package io.parley.app.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import picocli.CommandLine;

/** An operator at a command line, and a server that answers as a test says and remembers what it was asked. */
final class OperatorFixture implements AutoCloseable {

    static final Answer DONE = new Answer(204, "");

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile Function<String, Answer> answers = request -> DONE;

    OperatorFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** What the server answers. */
    record Answer(int status, String body) {}

    /** Has it answer each request, such as {@code GET /v1/status}, by this. */
    void answers(Function<String, Answer> how) {
        answers = how;
    }

    /** Has it answer with these, one after the other. */
    void answers(int status, String... bodies) {
        Iterator<String> one = List.of(bodies).iterator();
        answers = request -> new Answer(status, one.next());
    }

    /** Where the server is, and the token for it. */
    Map<String, String> environment() {
        return Map.of(
                "PARLEY_OPERATOR_TOKEN",
                "secret",
                "PARLEY_URL",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Runs a command and answers its exit code. */
    int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** What the server was asked, each with its authorization. */
    List<String> requests() {
        return requests;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = answers.apply(request);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
