package io.parley.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing. */
class ReplayBenchmarkTest {

    @Test
    void allIsMeasured() throws Exception {
        Report report = new ReplayBenchmark(3_000).run(new Plan(Duration.ofMillis(300), true, Path.of("")), step -> {});

        assertThat(report.ratios()).hasSize(2).extracting(Ratio::value).allSatisfy(value -> assertThat(value)
                .isPositive());
    }
}
