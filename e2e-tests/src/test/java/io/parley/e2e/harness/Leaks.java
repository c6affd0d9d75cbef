package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What never leaves the house in an answer: stack traces, class names, SQL. */
final class Leaks {

    private static final Pattern INNARDS = Pattern.compile(
            "Exception|\\bat [a-z]+(\\.[a-z0-9]+)+\\.[A-Z]|org\\.springframework|org\\.axonframework|io\\.parley\\.|java\\.(lang|util)\\."
                    + "|tools\\.jackson|SQLSTATE|(?i:select .+ from )|localhost|127\\.0\\.0\\.1");

    private Leaks() {}

    static void expectNone(Answer answer) {
        assertThat(INNARDS.matcher(answer.body()).find())
                .as("innards in %s", answer)
                .isFalse();
    }
}
