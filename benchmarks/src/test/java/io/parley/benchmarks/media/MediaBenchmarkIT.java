package io.parley.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.QuickServer;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A tiny run against the real jar and SeaweedFS: the figures mean nothing, but each byte must pass, or the run fails. */
class MediaBenchmarkIT {

    private static final Path INSTALLED = Path.of("../.parley").toAbsolutePath().normalize();
    private static final int AT_ONCE = 5;

    @Test
    void filesGoUpAndComeDownBothWaysAndMessagesComeMeanwhile() throws Exception {
        Report report = new MediaBenchmark(QuickServer.command(), Map.of("PARLEY_WEED", weed()), AT_ONCE)
                .run(new Plan(Duration.ofMillis(500), true, Path.of("")), step -> {});

        assertThat(report.ratios()).hasSize(10);
        assertThat(report.ratios())
                .filteredOn(ratio -> ratio.label().contains("vs"))
                .hasSize(7)
                .extracting(Ratio::value)
                .allSatisfy(value -> assertThat(value).isPositive().isFinite());
        assertThat(report.asText()).contains("A file of 10 MiB", "5 uploads of 10 MiB at once");
    }

    /** The one that PARLEY_WEED names, or that {@code ./parley tools} put into the checkout. Without it the test fails. */
    private static String weed() throws IOException {
        String named = System.getenv("PARLEY_WEED");
        if (named != null && !named.isBlank()) {
            return named;
        }
        try (Stream<Path> folders = Files.exists(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return folders.map(folder -> folder.resolve("weed"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "This test needs SeaweedFS: run ./parley tools, or name a weed program by PARLEY_WEED."));
        }
    }
}
