package io.parley.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out, true));

    @Test
    void aSentenceThatIsTooLongGoesOnBelowItself() {
        report.wrong(
                "position 12: what it says was changed after it was sealed, and what is said of it was too, twice");

        assertThat(out.toString().lines())
                .containsExactly(
                        "  WRONG position 12: what it says was changed after it was sealed, and what is",
                        "        said of it was too, twice")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(report.isGood()).isFalse();
    }

    @Test
    void aWordThatIsTooLongIsNotBroken() {
        report.fine("a " + "x".repeat(90));
        report.note("short");

        assertThat(out.toString().lines()).containsExactly("  ok    a", "        " + "x".repeat(90), "  note  short");
        assertThat(report.isGood()).isTrue();
    }
}
