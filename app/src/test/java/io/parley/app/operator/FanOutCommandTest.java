package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FanOutCommandTest {

    private static final String FIRST = """
            {"items":[{"chatId":"a-chat","lane":1,"sequence":3,"tries":10}],"next":"Mw"}""";
    private static final String LAST = """
            {"items":[{"chatId":"a-chat","lane":2,"sequence":4,"tries":9}],"next":null}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        environment = Map.of(
                "PARLEY_OPERATOR_TOKEN",
                "secret",
                "PARLEY_URL",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatWasGivenUpIsListedToTheLastPage() {
        assertThat(run("list")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "chat a-chat  lane 1  sequence 3  after 10 tries",
                        "chat a-chat  lane 2  sequence 4  after 9 tries");
    }

    @Test
    void oneIsRestartedAsItIsListed() {
        assertThat(run("restart", "a-chat", "1", "3")).isZero();

        assertThat(requests).containsExactly("POST /v1/operator/chats/a-chat/lanes/1/messages/3/restart Bearer secret");
        assertThat(out.toString()).contains("It is in their mailboxes.");
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(run("restart", "unknown", "1", "3")).isEqualTo(1);

        assertThat(err.toString()).contains("404", "message_not_found");
    }

    @Test
    void withoutATokenNothingIsAsked() {
        environment = Map.of();

        assertThat(run("list")).isEqualTo(2);
        assertThat(err.toString()).contains("./parley operator add");
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(run("restart", "../me", "1", "3")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        if (path.contains("unknown")) {
            send(exchange, 404, "{\"code\":\"message_not_found\",\"detail\":\"Nothing was given up there.\"}");
        } else if (path.endsWith("restart")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else {
            send(exchange, 200, path.endsWith("?cursor=Mw") ? LAST : FIRST);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new FanOutCommand(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
