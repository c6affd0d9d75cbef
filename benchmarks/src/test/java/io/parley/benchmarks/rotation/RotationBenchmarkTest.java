package io.parley.benchmarks.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figure means nothing, but it must be there to be read. */
class RotationBenchmarkTest {

    @Test
    void keysPerSecondAreMeasured() throws Exception {
        Report report =
                new RotationBenchmark(3, 3).run(new Plan(Duration.ofMillis(200), true, Path.of("")), step -> {});

        assertThat(report.ratios()).extracting(Ratio::label).containsExactly("keys rotated");
        assertThat(report.ratios().get(0).value()).isPositive();
    }
}
