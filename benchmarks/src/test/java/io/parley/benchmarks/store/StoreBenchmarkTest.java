package io.parley.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but what is written must be there to be read. */
class StoreBenchmarkTest {

    @Test
    void bothWaysOfWritingAndBothOfReadingAreMeasuredAtBothSizes() throws Exception {
        Report report =
                new StoreBenchmark(20_000, 20_000).run(new Plan(Duration.ofMillis(200), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .contains(
                        "append vs raw inserts",
                        "append at 20,000 events vs 10^4",
                        "tail read at 20,000 events vs 10^4",
                        "aggregate read at 20,000 events vs 10^4");
        assertThat(report.ratios())
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
    }

    @Test
    void sizesAreNamedByTheirPowerOfTen() {
        assertThat(StoreResults.power(10_000_000)).isEqualTo("10^7");
        assertThat(StoreResults.power(25_000)).isEqualTo("25,000");
    }
}
