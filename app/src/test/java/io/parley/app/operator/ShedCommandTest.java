package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.operator.OperatorFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShedCommandTest {

    private static final String STATE = """
            {"serviceLevel":"degraded","shed":["typing","presence"],
             "forced":[{"workClass":"history","shed":false,"until":"2030-01-01T00:00:00.000Z"}],
             "readings":[{"signal":"command-latency","value":412.5,"bound":300.0}]}""";

    private final OperatorFixture operator = new OperatorFixture();

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void howThingsStandIsShownWithWhatItFollowsFrom() {
        operator.answers(request -> new Answer(200, STATE));

        assertThat(run()).isZero();

        assertThat(operator.requests()).containsExactly("GET /v1/operator/degradation Bearer secret");
        assertThat(operator.out().lines())
                .containsExactly(
                        "degraded; given up: typing, presence",
                        "  history is served, an operator says, until 2030-01-01T00:00:00.000Z",
                        "  command-latency     412.500 of    300.000");
    }

    @Test
    void changesAreFollowedAsTheyCome() {
        operator.answers(request -> new Answer(
                200,
                "event:level\ndata:" + STATE.replace("\n", "")
                        + "\n\n:keep-alive\n\nevent:level\ndata:{\"serviceLevel\":\"healthy\"}\n\n"));

        assertThat(run("--follow")).isZero();

        assertThat(operator.requests()).containsExactly("GET /v1/operator/degradation/events Bearer secret");
        assertThat(operator.out()).contains("degraded; given up: typing, presence", "healthy; given up: nothing");
    }

    @Test
    void aClassIsGivenUpForAWhile() {
        assertThat(run("presence", "--for", "10m")).isZero();

        assertThat(operator.requests()).containsExactly("PUT /v1/operator/degradation/classes/presence Bearer secret");
        assertThat(operator.out()).contains("presence is given up for 10m.");
    }

    @Test
    void aClassIsServedAtEveryLevel() {
        assertThat(run("history", "--never")).isZero();

        assertThat(operator.out()).contains("history is served at every level until ./parley shed history --auto.");
    }

    @Test
    void theLevelDecidesAgain() {
        assertThat(run("history", "--auto")).isZero();

        assertThat(operator.requests())
                .containsExactly("DELETE /v1/operator/degradation/classes/history Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "presence --for soon", "presence --never --auto"})
    void whatMakesNoSenseIsNotAsked(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    @Test
    void aRefusalIsOneSentence() {
        operator.answers(request ->
                new Answer(403, "{\"code\":\"forbidden\",\"detail\":\"An auditor may look, not intervene.\"}"));

        assertThat(run("presence")).isEqualTo(1);
        assertThat(operator.err()).contains("An auditor may look, not intervene.");
    }

    private int run(String... arguments) {
        return operator.run(new ShedCommand(operator.environment()), arguments);
    }
}
