package io.parley.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.QuickServer;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run against the real jar: the figures mean nothing, but each member must hear each message, or the run fails. */
class PushesIT {

    @Test
    void whatSomeSayIsPushedToAllMembers() throws Exception {
        Report report = Pushes.alone(QuickServer.command(), 5, 2)
                .run(new Plan(Duration.ofSeconds(1), true, Path.of("")), step -> {});

        assertThat(report.ratios()).hasSize(3).allSatisfy(ratio -> assertThat(ratio.value())
                .isPositive());
    }
}
