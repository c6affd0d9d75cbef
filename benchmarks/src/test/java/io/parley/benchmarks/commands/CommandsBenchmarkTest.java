package io.parley.benchmarks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but all three ways must take messages and refuse those of strangers. */
class CommandsBenchmarkTest {

    @Test
    void allThreeWaysHandleMessagesAndNoneFails() throws Exception {
        List<String> steps = new ArrayList<>();
        Report report = new CommandsBenchmark(10).run(new Plan(Duration.ofMillis(300), true, Path.of("")), steps::add);

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .startsWith("command path vs stock", "command path vs stock with cache");
        assertThat(report.ratios())
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
        assertThat(report.tables().get(0).rows()).hasSize(7).allSatisfy(row -> {
            assertThat(row.get(row.size() - 1)).as("failed of %s", row).isEqualTo("0");
            assertThat(row.get(1)).as("rate of %s", row).isNotEqualTo("0");
            assertThat(row.get(row.size() - 2).equals("0"))
                    .as("only where asked for messages are rejected: %s", row)
                    .isEqualTo(!row.get(0).contains("rejected"));
        });
        assertThat(report.postgres()).matches("\\d+\\.\\d+");
        assertThat(steps).anyMatch(step -> step.contains("round 1 of 1"));
    }
}
