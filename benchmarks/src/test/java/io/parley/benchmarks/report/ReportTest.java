package io.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void whatAPartHasFoundStandsBehindTheRestUnderTheSameTitle() {
        Report whole = report("one", 1).and(report("two", 2));
        assertThat(whole.title()).isEqualTo("one");
        assertThat(whole.method()).isEqualTo("how one\n\nhow two");
        assertThat(whole.ratios()).extracting(Ratio::value).containsExactly(1.0, 2.0);
        assertThat(whole.notes()).containsExactly("note one", "note two");
    }

    private static Report report(String name, double value) {
        return new Report(
                name,
                "how " + name,
                "18",
                List.of(Ratio.of(name, value)),
                List.of(),
                List.of(),
                List.of("note " + name));
    }
}
