package io.parley.benchmarks.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.QuickServer;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run against the real jar: the times mean nothing, but each contact must hear each time, and of a flicker not each time. */
class PresenceBenchmarkIT {

    @Test
    void contactsHearOfItSoonAndOfAFlickerNowAndThen() throws Exception {
        Report report = new PresenceBenchmark(QuickServer.command(), 50, Duration.ofSeconds(1))
                .run(new Plan(Duration.ofSeconds(1), true, Path.of("")), step -> {});

        assertThat(report.ratios()).hasSize(3);
        Ratio flickers = report.ratios().get(2);
        assertThat(flickers.value()).isPositive();
        assertThat(flickers.met()).as(flickers.line()).isTrue();
    }
}
