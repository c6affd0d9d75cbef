package io.parley.benchmarks.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.contest.Measured;
import io.parley.benchmarks.contest.Side;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RivalReportTest {

    @Test
    void theFirstLineIsTheRatioOfTheMedians() {
        Report report = new RivalReport(
                        100,
                        200,
                        Duration.ofSeconds(20),
                        List.of(side("Parley", 310, 9, 300), side("ejabberd", 100, 90, 200)))
                .report();
        assertThat(report.asText()).startsWith("whole cycles vs ejabberd  3.0x\n");
        assertThat(report.ratios()).first().extracting(Ratio::met).isEqualTo(true);
        assertThat(report.asText()).contains("whole cycle, p99, ms").contains("delivery, p50");
    }

    /** Rounds of 10 s with so many cycles each, each at a tenth of a second of the server and the database together. */
    private static Side side(String name, long... cycles) {
        Side side = new Side(name);
        for (long count : cycles) {
            Histogram times = new Histogram(3);
            times.recordValue(5_000_000);
            side.closed().add(new Measured(count, count, 10, times, times, 0.05, 0.05, 0.01));
            side.open().add(new Measured(count, count, 10, times, times, 0.05, 0.05, 0.01));
        }
        return side;
    }
}
