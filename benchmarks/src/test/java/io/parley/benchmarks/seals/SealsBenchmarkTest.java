package io.parley.benchmarks.seals;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but what was sent must be sealed, and what was sealed must hold. */
class SealsBenchmarkTest {

    @Test
    void whatIsSentIsSealedAndHolds() throws Exception {
        Report report = new SealsBenchmark(10).run(new Plan(Duration.ofMillis(300), true, Path.of("")), step -> {});

        assertThat(report.ratios()).hasSize(3).extracting(Ratio::value).allSatisfy(value -> assertThat(value)
                .isFinite());
        assertThat(report.ratios().get(2).value()).isPositive();
    }
}
