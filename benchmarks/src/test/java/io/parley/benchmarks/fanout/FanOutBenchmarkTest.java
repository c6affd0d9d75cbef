package io.parley.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but every message must come into every lane, or the run fails. */
class FanOutBenchmarkTest {

    @Test
    void allMessagesAreBroughtToAllLanes() throws Exception {
        Report report = new FanOutBenchmark(List.of(3, 130), Pushes.asPromised())
                .mailboxes(new Plan(Duration.ofMillis(200), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .containsExactly(
                        "mailboxes filled, 3 members",
                        "fan-out vs rows for each member alone, 3 members",
                        "mailboxes filled, 130 members",
                        "fan-out vs rows for each member alone, 130 members",
                        "sending to a group of 130 vs to a direct chat");
        assertThat(report.ratios())
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
    }
}
