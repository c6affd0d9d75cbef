package io.parley.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.contest.Measured;
import io.parley.benchmarks.contest.Side;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PushReportTest {

    @Test
    void theFirstLineIsTheRatioOfTheMedians() {
        Report report = report(side("Parley", 300, 9, 240), side("ejabberd", 200, 100, 900));
        assertThat(report.asText())
                .startsWith("pushed to 100 open streams of one group vs ejabberd's MUC  1.2x\n"
                        + "pushed to 100 open streams of one group  2,400 per second\n");
        assertThat(report.ratios()).allMatch(Ratio::met);
    }

    @Test
    void withoutEjabberdParleysFiguresStandAloneAndItIsSaidHowToGetIt() {
        Report report = report(side("Parley", 300));
        assertThat(report.asText()).startsWith("pushed to 100 open streams of one group  3,000 per second\n");
        assertThat(report.notes()).singleElement().asString().contains("--install");
    }

    private static Report report(Side... sides) {
        return new PushReport(100, 32, 20, Duration.ofSeconds(10), List.of(sides)).report();
    }

    /** Rounds of 10 s with so many messages each, each of which takes 5 ms to the last member. */
    private static Side side(String name, long... messages) {
        Side side = new Side(name);
        for (long count : messages) {
            Histogram times = new Histogram(3);
            times.recordValue(5_000_000);
            side.closed().add(new Measured(count, count, 10, times, times, 0.05, 0.05, 0.01));
            side.open().add(new Measured(count, count, 10, times, times, 0.05, 0.05, 0.01));
        }
        return side;
    }
}
