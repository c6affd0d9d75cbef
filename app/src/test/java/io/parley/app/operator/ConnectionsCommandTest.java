package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.operator.OperatorFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsCommandTest {

    private static final String SOME = """
            {"items":[{"connectionId":"c","deviceId":"d","node":"n","since":"2026-03-31T12:00:00.000Z",\
            "heartbeatAt":"2026-03-31T12:00:05.000Z"}],"more":true}""";
    private static final String NONE = """
            {"items":[],"more":false}""";

    private final OperatorFixture operator = new OperatorFixture();

    ConnectionsCommandTest() {
        operator.answers(request -> new Answer(200, request.contains("userId=ada") ? SOME : NONE));
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void eachStreamIsALine() {
        assertThat(run("ada")).isZero();

        assertThat(operator.requests()).containsExactly("GET /v1/operator/connections?userId=ada Bearer secret");
        assertThat(operator.out().lines())
                .containsExactly(
                        "gateway n  device d  since 2026-03-31T12:00:00.000Z  gateway alive at 2026-03-31T12:00:05.000Z",
                        "There are more.");
    }

    @Test
    void whoIsNowhereIsSaidToBeNowhere() {
        assertThat(run("bob")).isZero();

        assertThat(operator.out()).contains("No stream is open.");
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(run("ada&limit=1")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    private int run(String... arguments) {
        return operator.run(new ConnectionsCommand(operator.environment()), arguments);
    }
}
