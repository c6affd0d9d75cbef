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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class KeysCommandTest {

    private static final String BEGUN = rotation("one", "adding", 0, 0, null, null);
    private static final String HALF = rotation("one", "rewrapping_leaves", 500, 1000, null, null);
    private static final String STUCK = rotation("one", "destroying", 1000, 1000, null, "The file is read-only.");
    private static final String ENDED = rotation("one", "ended", 1000, 1000, "2026-01-02T03:04:15Z", null);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private Iterator<String> answers = List.<String>of().iterator();
    private Map<String, String> environment = Map.of();
    private int status = 200;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private static String rotation(
            String id, String phase, int done, int total, @Nullable String ended, @Nullable String failure) {
        return """
                {"rotationId":"%s","phase":"%s","done":%d,"total":%d,"beganAt":"2026-01-02T03:04:05Z","endedAt":%s%s}""".formatted(
                        id,
                        phase,
                        done,
                        total,
                        ended == null ? "null" : '"' + ended + '"',
                        failure == null ? "" : ",\"failure\":\"" + failure + '"');
    }

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
    void aRotationIsFollowedPhaseByPhaseToItsEnd() {
        answers = List.of(BEGUN, HALF, HALF, STUCK, ENDED).iterator();

        assertThat(run("rotate")).isZero();

        assertThat(requests).hasSize(5).first().isEqualTo("POST /v1/operator/keys/rotation Bearer secret");
        assertThat(requests.subList(1, 5)).containsOnly("GET /v1/operator/keys/rotation Bearer secret");
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("adding …");
        assertThat(lines.get(1)).isEqualTo("rewrapping leaves: 500 of 1,000 keys");
        assertThat(lines.get(2)).contains("destroying", "The file is read-only.");
        assertThat(lines.get(3))
                .isEqualTo("Rotated 1,000 keys in 10.0 s: backups are blind for what was shredded before"
                        + " 2026-01-02T03:04:05Z.");
    }

    @Test
    void onATerminalOneLineChanges() {
        RotationConsole console = new RotationConsole(new PrintWriter(out, true), true);
        JsonMapper json = JsonMapper.builder().build();

        console.show(json.readTree(HALF), 0);
        console.show(json.readTree(rotation("one", "rewrapping_keys", 900, 1000, null, null)), 2_000_000_000L);
        console.end(json.readTree(ENDED));

        assertThat(out.toString().split("\r")).hasSize(4).anySatisfy(line -> assertThat(line)
                .startsWith("rewrapping keys: 900 of 1,000 keys, 200 a second")
                .hasSize(78));
    }

    @Test
    void theStatusIsOneLine() {
        answers = List.of(STUCK).iterator();

        assertThat(run("status")).isZero();

        assertThat(out.toString().strip())
                .isEqualTo("rotation one  destroying  1000 of 1000 keys  began 2026-01-02T03:04:05Z"
                        + "  (The file is read-only.)");
    }

    @Test
    void aRefusalIsOneSentence() {
        status = 409;
        answers = List.of("{\"code\":\"keys_fixed\",\"detail\":\"The file is read-only.\"}")
                .iterator();

        assertThat(run("rotate")).isEqualTo(1);

        assertThat(err.toString()).contains("409", "keys_fixed", "The file is read-only.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutATokenNothingIsAsked() {
        environment = Map.of();

        assertThat(run("rotate")).isEqualTo(2);
        assertThat(err.toString()).contains("./parley operator add");
        assertThat(requests).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = answers.next().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new KeysCommand(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
