package io.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();

    @Test
    void aBenchmarkIsRunAsAskedAndItsRatiosArePrintedAndKept() {
        assertThat(run("good", "--seconds", "7", "--into", folder.toString())).isZero();

        assertThat(out).asString().startsWith("ours vs theirs  2.0x");
        assertThat(folder.resolve("good.md")).exists();
        assertThat(plan.get()).extracting(Plan::measured).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void moreOrLessIsMeasuredAsAsked() {
        run("good", "--size", "50", "--into", folder.toString());
        assertThat(plan.get()).extracting(asked -> asked.part(1_000)).isEqualTo(500);
        assertThat(plan.get()).extracting(asked -> asked.mostly(1_000)).isEqualTo(1_000);

        run("good", "--quick", "--into", folder.toString());
        assertThat(plan.get()).extracting(asked -> asked.part(1_000)).isEqualTo(10);
        assertThat(plan.get()).extracting(asked -> asked.mostly(1_000)).isEqualTo(100);
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingMeasured() {
        assertThat(run("all", "--quick", "--into", folder.toString())).isEqualTo(1);

        assertThat(err).asString().contains("bad: could not be measured", "no server");
        assertThat(folder.resolve("good.md")).exists();
        assertThat(folder.resolve("bad.md")).doesNotExist();
    }

    @Test
    void aQuickRunIsNotKeptAmongTheDocuments() {
        assertThat(run("good", "--quick", "--checkout", folder.toString())).isZero();

        assertThat(folder.resolve("benchmarks/target/results/good.md")).exists();
        assertThat(folder.resolve("docs")).doesNotExist();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(run("unheard-of")).isEqualTo(2);
        assertThat(err).asString().contains("There is no benchmark unheard-of.");
        assertThat(run("good", "--seconds", "0")).isEqualTo(2);
        assertThat(run("good", "--seconds", "601")).isEqualTo(2);
        assertThat(run("good", "--size", "0")).isEqualTo(2);
        assertThat(run("good", "--size", "101")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(plan.get()).isNull();
    }

    @Test
    void theHelpNamesAllBenchmarks() {
        assertThat(run("--help")).isZero();
        assertThat(out).asString().contains("good", "Measures well.", "bad", "--quick");
    }

    private int run(String... arguments) {
        CommandLine line = Bench.commandLine(new Benchmarks(List.of(new Bad(), new Good())));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private final class Good implements Benchmark {

        @Override
        public String name() {
            return "good";
        }

        @Override
        public String description() {
            return "Measures well.";
        }

        @Override
        public Report run(Plan asked, Progress progress) {
            plan.set(asked);
            return new Report(
                    "Good", "By looking.", "", List.of(Ratio.of("ours vs theirs", 2)), List.of(), List.of(), List.of());
        }
    }

    private static final class Bad implements Benchmark {

        @Override
        public String name() {
            return "bad";
        }

        @Override
        public String description() {
            return "Measures badly.";
        }

        @Override
        public Report run(Plan plan, Progress progress) {
            throw new IllegalStateException("no server");
        }
    }
}
