package io.parley.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but they must be there to be read. */
class SessionsBenchmarkTest {

    @Test
    void bothWaysAreMeasured() throws Exception {
        Report report =
                new SessionsBenchmark(30, 20).run(new Plan(Duration.ofMillis(100), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .containsExactly("maps vs table", "20 connect at once, until written");
        assertThat(report.ratios())
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
        assertThat(report.tables().get(0).rows()).hasSize(4);
    }
}
