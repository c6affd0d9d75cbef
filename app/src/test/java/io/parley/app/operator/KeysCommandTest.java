package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.terminal.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeysCommandTest {

    private static final String BEGUN = rotation("one", "adding", 0, 0, null, null);
    private static final String HALF = rotation("one", "rewrapping_leaves", 500, 1000, null, null);
    private static final String STUCK = rotation("one", "destroying", 1000, 1000, null, "The file is read-only.");
    private static final String ENDED = rotation("one", "ended", 1000, 1000, "2026-01-02T03:04:15Z", null);

    private final OperatorFixture operator = new OperatorFixture();

    @AfterEach
    void stop() {
        operator.close();
    }

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

    @Test
    void aRotationIsFollowedPhaseByPhaseToItsEnd() {
        operator.answers(200, BEGUN, HALF, HALF, STUCK, ENDED);

        assertThat(run("rotate")).isZero();

        assertThat(operator.requests()).hasSize(5).first().isEqualTo("POST /v1/operator/keys/rotation Bearer secret");
        assertThat(operator.requests().subList(1, 5)).containsOnly("GET /v1/operator/keys/rotation Bearer secret");
        List<String> lines = operator.out().lines().toList();
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
        StringWriter out = new StringWriter();
        RotationConsole console = new RotationConsole(new ProgressLine(new PrintWriter(out, true), true));
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
        operator.answers(200, STUCK);

        assertThat(run("status")).isZero();

        assertThat(operator.out().strip())
                .isEqualTo("rotation one  destroying  1000 of 1000 keys  began 2026-01-02T03:04:05Z"
                        + "  (The file is read-only.)");
    }

    @Test
    void aRefusalIsOneSentence() {
        operator.answers(409, "{\"code\":\"keys_fixed\",\"detail\":\"The file is read-only.\"}");

        assertThat(run("rotate")).isEqualTo(1);

        assertThat(operator.err()).contains("409", "keys_fixed", "The file is read-only.");
        assertThat(operator.out()).isEmpty();
    }

    @Test
    void withoutATokenNothingIsAsked() {
        assertThat(operator.run(new KeysCommand(Map.of()), "rotate")).isEqualTo(2);
        assertThat(operator.err()).contains("./parley operator add");
        assertThat(operator.requests()).isEmpty();
    }

    private int run(String... arguments) {
        return operator.run(new KeysCommand(operator.environment()), arguments);
    }
}
