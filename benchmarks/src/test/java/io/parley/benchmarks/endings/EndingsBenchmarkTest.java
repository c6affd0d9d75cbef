package io.parley.benchmarks.endings;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tiny run: the figures mean nothing, but all that is due must go, or the run fails. */
class EndingsBenchmarkTest {

    @Test
    void allThatIsDueGoesAndNothingOfItIsLeft() throws Exception {
        Report report = new EndingsBenchmark().run(new Plan(Duration.ofMillis(500), true, Path.of("")), step -> {});

        assertThat(report.ratios())
                .extracting(Ratio::label)
                .containsExactly(
                        "what encryption and keyring add to the processor time of a send",
                        "what shredding adds to the processor time of a send",
                        "processor time of a send",
                        "processor time of an expiry, shredding included",
                        "messages that expire at once",
                        "lateness of an expiry, p99",
                        "lateness of an expiry until its row is gone, p99",
                        "purge of 10,000 messages, until keys and rows are gone",
                        "p99 of others' sending, with the purge vs without",
                        "10,000 due messages, from the start until all have expired",
                        "p99 of others' sending, with the arrears vs without");
        assertThat(report.ratios())
                .filteredOn(ratio ->
                        !ratio.label().startsWith("what ") && !ratio.label().contains("of an expiry"))
                .allSatisfy(ratio -> assertThat(ratio.value()).isPositive());
        assertThat(report.tables()).extracting(Table::title).contains("Lateness, s", "Purge, s", "Arrears");
        assertThat(report.postgres()).matches("\\d+\\.\\d+");
    }
}
