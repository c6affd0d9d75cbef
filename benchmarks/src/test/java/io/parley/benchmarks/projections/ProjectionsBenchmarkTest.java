package io.parley.benchmarks.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but what is rebuilt must be what was there, or the run fails. */
class ProjectionsBenchmarkTest {

    @Test
    void allProjectionsAreRebuiltInBatchesAndOneAtATime() throws Exception {
        Report report =
                new ProjectionsBenchmark(4_000).run(new Plan(Duration.ofMillis(200), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .containsExactly("projection rebuild", "rebuild in batches vs one at a time");
        assertThat(report.ratios())
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
    }
}
