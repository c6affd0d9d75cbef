package io.parley.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.QuickServer;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run against the real jar: the figures mean nothing, but each message must come on each stream, or the run fails. */
class StreamsBenchmarkIT {

    @Test
    void messagesComeOnAllStreamsAndIdleOnesStayOpen() throws Exception {
        Report report = new StreamsBenchmark(QuickServer.command(), 2, 100)
                .run(new Plan(Duration.ofMillis(500), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .filteredOn(ratio -> !ratio.label().contains("idle stream"))
                .hasSize(3)
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
        assertThat(report.ratios())
                .filteredOn(ratio -> ratio.label().equals("idle streams open"))
                .extracting(Ratio::value)
                .containsExactly(100.0);
    }
}
