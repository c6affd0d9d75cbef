package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.app.operator.OperatorFixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterCommandTest {

    private static final String LETTER = """
            {"letterId":"a-letter","projection":"history","conversation":"a-chat","number":0,"eventId":"an-event",
             "type":"MessageSent","position":7,"aggregateId":"a-chat","cause":"WriteFailure: no",
             "since":"2026-11-30T20:31:07.120Z","triedAt":"2026-11-30T20:32:07.120Z","behind":2}""";

    private final OperatorFixture operator = new OperatorFixture();

    DeadLetterCommandTest() {
        operator.answers(DeadLetterCommandTest::answer);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void whatIsHeldBackIsListedToTheLastPage() {
        assertThat(run("list", "--projection", "history")).isZero();

        assertThat(operator.requests())
                .containsExactly(
                        "GET /v1/operator/dead-letters?projection=history Bearer secret",
                        "GET /v1/operator/dead-letters?projection=history&cursor=Mw Bearer secret");
        assertThat(operator.out().lines().toList())
                .hasSize(8)
                .startsWith(
                        "a-letter  history",
                        "    MessageSent at position 7, since 2026-11-30T20:31:07.120Z",
                        "    WriteFailure: no",
                        "    2 wait behind it")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void oneIsShownInFull() {
        assertThat(run("show", "a-letter")).isZero();

        assertThat(operator.out())
                .contains("conversation   a-chat", "position       7", "bytes          512")
                .contains("encrypted      64 bytes, key a-key", "actor          somebody");
    }

    @Test
    void oneThatIsNoLongerHeldBackIsSaid() {
        operator.answers(200, "{\"outcome\":\"handled\",\"waiting\":0}");

        assertThat(run("retry", "a-letter")).isZero();
        assertThat(operator.requests()).containsExactly("POST /v1/operator/dead-letters/a-letter/retry Bearer secret");
        assertThat(operator.out().strip()).isEqualTo("It is no longer held back.");
    }

    @Test
    void oneThatFailedAgainIsAFailure() {
        operator.answers(200, "{\"outcome\":\"failed\",\"waiting\":3,\"cause\":\"no\"}");

        assertThat(run("retry", "a-letter")).isEqualTo(1);
        assertThat(operator.out()).contains("It failed again: no", "3 are still held back");
    }

    @Test
    void oneThatNobodyHasTriedYetIsNone() {
        operator.answers(200, "{\"outcome\":\"pending\",\"waiting\":3}");

        assertThat(run("retry", "a-letter")).isZero();
        assertThat(operator.out()).contains("No node has tried it yet");
    }

    @Test
    void oneIsSkippedForAReasonAndNotWithout() {
        assertThat(run("skip", "a-letter")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();

        assertThat(run("skip", "a-letter", "--reason", "broken")).isZero();
        assertThat(operator.requests()).containsExactly("POST /v1/operator/dead-letters/a-letter/skip Bearer secret");
        assertThat(operator.out()).contains("It is skipped");
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(run("skip", "unknown", "--reason", "broken")).isEqualTo(1);
        assertThat(run("retry", "unknown")).isEqualTo(1);

        assertThat(operator.err()).contains("404", "not_found");
    }

    @Test
    void withoutATokenNothingIsAsked() {
        assertThat(operator.run(new DeadLetterCommand(Map.of()), "list")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(run("show", "../me")).isEqualTo(2);
        assertThat(run("list", "--projection", "a&b")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    private static Answer answer(String request) {
        if (request.contains("unknown")) {
            return new Answer(404, "{\"code\":\"not_found\",\"detail\":\"Nothing is held back.\"}");
        }
        if (request.endsWith("skip")) {
            return OperatorFixture.DONE;
        }
        if (request.endsWith("a-letter")) {
            return new Answer(200, """
                    {"letter":%s,"revision":"1","metadata":{"actor":"somebody"},"payloadBytes":512,
                     "ciphertexts":[{"keyId":"a-key","bytes":64}]}""".formatted(LETTER));
        }
        String next = request.endsWith("cursor=Mw") ? "null" : "\"Mw\"";
        return new Answer(200, "{\"items\":[%s],\"next\":%s}".formatted(LETTER, next));
    }

    private int run(String... arguments) {
        return operator.run(new DeadLetterCommand(operator.environment()), arguments);
    }
}
