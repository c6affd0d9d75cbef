package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands of operators about how long messages live, and legal holds. */
class RetentionCommandTest {

    private static final int COLUMNS = 80;

    private final OperatorFixture operator = new OperatorFixture();

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void aDryRunSaysWhatWouldGoAndWhen() {
        operator.answers(200, """
                {"at":"2026-03-31T12:00:00.000Z","chats":12345678,"messages":1234567890123,"atOnce":1234567890000,
                 "byDay":[{"day":"2026-04-01","messages":100},{"day":"2026-04-03","messages":23}],
                 "firstAt":"2026-03-31T12:00:00.000Z","lastAt":"2026-04-03T01:02:03.000Z","held":7}""");

        assertThat(retention("--dry-run", "--longest", "P30D")).isZero();

        assertThat(operator.requests())
                .containsExactly("GET /v1/operator/retention/preview?longest=P30D Bearer secret");
        assertThat(operator.out().lines())
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
        operator.answers(200, """
                {"at":"2026-03-31T12:00:00.000Z","chats":0,"messages":0,"atOnce":0,"byDay":[],
                 "firstAt":null,"lastAt":null,"held":0}""");

        assertThat(retention("--dry-run", "--longest", "P30D")).isZero();
        assertThat(operator.out()).contains("no message").doesNotContain("include-existing");
    }

    @Test
    void withoutADryRunNothingIsAsked() {
        assertThat(retention("--longest", "P30D")).isEqualTo(2);
        assertThat(retention("--dry-run")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    @Test
    void aChatIsHeldAndReleased() {
        assertThat(hold("a-chat")).isZero();
        assertThat(release("a-chat")).isZero();

        assertThat(operator.requests())
                .containsExactly(
                        "PUT /v1/operator/chats/a-chat/hold Bearer secret",
                        "DELETE /v1/operator/chats/a-chat/hold Bearer secret");
        assertThat(operator.out().lines())
                .containsExactly(
                        "It is under a legal hold. ./parley release ends it.", "It is under no legal hold any more.");
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        assertThat(hold("../me")).isEqualTo(2);
        assertThat(release("../me")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    @Test
    void helpFitsATerminalAndHasAnExample() {
        assertThat(retention("--help")).isZero();
        assertThat(hold("--help")).isZero();
        assertThat(release("--help")).isZero();
        assertThat(operator.out())
                .contains("./parley retention --dry-run --longest P30D", "./parley hold 0198", "./parley release 0198")
                .contains("The chat's id.", "--url");
        assertThat(operator.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    }

    private int retention(String... arguments) {
        return operator.run(new RetentionCommand(operator.environment()), arguments);
    }

    private int hold(String chat) {
        return operator.run(new HoldCommand(operator.environment()), chat);
    }

    private int release(String chat) {
        return operator.run(new ReleaseCommand(operator.environment()), chat);
    }
}
