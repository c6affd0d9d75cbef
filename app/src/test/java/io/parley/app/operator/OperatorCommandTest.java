package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OperatorCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whoIsAddedIsListedAndTheirTokenIsShownOnce() {
        assertThat(run("add", "ann", "--role", "auditor", "--days", "7")).isZero();
        assertThat(out.toString()).contains("Added ann, auditor").containsPattern("(?m)^parley_operator_[\\w-]{43}$");

        assertThat(run("list")).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("parley_operator_")))
                .hasSize(1);
        assertThat(out.toString())
                .containsPattern("(?m)^ann +auditor +until 20")
                .doesNotContainPattern("(?m)^  [0-9a-f-]{36}$");
        assertThat(run("list", "--ids")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^  [0-9a-f-]{36}$");
    }

    @Test
    void whoMaySeeWhatMessagesSayIsListedAsSuch() {
        run("add", "ann", "--role", "auditor", "--reveal");
        run("add", "bob");

        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^ann +auditor +until \\S+, may reveal$")
                .containsPattern("(?m)^bob +operator +until \\S+Z$");
    }

    @Test
    void whoIsRemovedIsListedNoMore() {
        run("add", "ann");
        assertThat(run("remove", "ann")).isZero();
        assertThat(run("list")).isZero();

        assertThat(out.toString()).contains("Removed ann.", "There are no operators");
    }

    @Test
    void aNameThatIsTakenOrUnknownIsAnErrorInOneSentence() {
        run("add", "ann");

        assertThat(run("add", "ann")).isEqualTo(1);
        assertThat(run("remove", "bob")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("There is an operator ann already.", "There is no operator bob.");
    }

    @ParameterizedTest
    @CsvSource({"Ann,operator,90", "ann,king,90", "ann,operator,0", "ann,operator,99999"})
    void whatMakesNoSenseIsRefusedWithHelp(String name, String role, String days) {
        assertThat(run("add", name, "--role", role, "--days", days)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: operator");
    }

    private int run(String... arguments) {
        Stream<String> file =
                Stream.of("--file", folder.resolve("operators.json").toString());
        return new CommandLine(new OperatorCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(arguments), file).toArray(String[]::new));
    }
}
