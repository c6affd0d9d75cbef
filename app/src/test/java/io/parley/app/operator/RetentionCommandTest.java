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

/** The commands of operators about how long messages live, and legal holds. */
class RetentionCommandTest {

    private static final int COLUMNS = 80;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private String answer = "";

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
    void aDryRunSaysWhatWouldGoAndWhen() {
        answer = """
                {"at":"2026-03-31T12:00:00.000Z","chats":12345678,"messages":1234567890123,"atOnce":1234567890000,
                 "byDay":[{"day":"2026-04-01","messages":100},{"day":"2026-04-03","messages":23}],
                 "firstAt":"2026-03-31T12:00:00.000Z","lastAt":"2026-04-03T01:02:03.000Z","held":7}""";

        assertThat(run(new RetentionCommand(environment), "--dry-run", "--longest", "P30D"))
                .isZero();

        assertThat(requests).containsExactly("GET /v1/operator/retention/preview?longest=P30D Bearer secret");
        assertThat(out.toString().lines())
                .contains(
                        "1,234,567,890,123 messages in 12,345,678 chats would go:",
                        "  at once      1,234,567,890,000",
                        "  2026-04-01               100",
                        "  2026-04-03                23",
                        "the last at  2026-04-03T01:02:03.000Z.",
                        "7 more are in chats under a legal hold, and stay.")
                .allMatch(line -> line.length() <= COLUMNS);
    }

    @Test
    void aDryRunThatFindsNothingSaysSo() {
        answer = """
                {"at":"2026-03-31T12:00:00.000Z","chats":0,"messages":0,"atOnce":0,"byDay":[],
                 "firstAt":null,"lastAt":null,"held":0}""";

        assertThat(run(new RetentionCommand(environment), "--dry-run", "--longest", "P30D"))
                .isZero();
        assertThat(out.toString()).contains("no message").doesNotContain("include-existing");
    }

    @Test
    void withoutADryRunNothingIsAsked() {
        assertThat(run(new RetentionCommand(environment), "--longest", "P30D")).isEqualTo(2);
        assertThat(run(new RetentionCommand(environment), "--dry-run")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void aChatIsHeldAndReleased() {
        assertThat(run(new HoldCommand(environment), "a-chat")).isZero();
        assertThat(run(new ReleaseCommand(environment), "a-chat")).isZero();

        assertThat(requests)
                .containsExactly(
                        "PUT /v1/operator/chats/a-chat/hold Bearer secret",
                        "DELETE /v1/operator/chats/a-chat/hold Bearer secret");
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(run(new HoldCommand(environment), "../me")).isEqualTo(2);
        assertThat(run(new ReleaseCommand(environment), "../me")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void helpFitsATerminalAndHasAnExample() {
        assertThat(run(new RetentionCommand(environment), "--help")).isZero();
        assertThat(out.toString()).contains("./parley retention --dry-run --longest P30D");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= COLUMNS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
