package io.parley.benchmarks;

import io.parley.benchmarks.report.Environment;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.ResultFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line of {@code parley bench}. Progress goes to the standard error, results to the standard output: a line for
 * each ratio, then the tables. One that fails does not keep the others from being measured.
 */
@Command(
        name = "parley bench",
        sortOptions = false,
        description = "Measures Parley, and in the same run what it is compared with.")
public final class Bench implements Callable<Integer> {

    private static final String ALL = "all";
    private static final int LONGEST = 600;
    private static final int ALL_OF_IT = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "BENCHMARK", description = "Which one; or all. See below.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String which;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each single measurement lasts, 1 to 600 (10; with --quick 3).")
    private @Nullable Integer seconds;

    @Option(names = "--quick", description = "A rough figure soon: one round, smaller tables. Not kept in docs/.")
    private boolean quick;

    @Option(
            names = "--size",
            paramLabel = "PERCENT",
            description = {
                "How much of the 1,000,000 messages of endings there is, 1 to 100 (10; with --quick 1);",
                "below 10, so many tenths of the 100 MiB of a file of media, too."
            })
    private @Nullable Integer size;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Where results are written (docs/benchmarks; with --quick benchmarks/target/results).")
    private @Nullable Path into;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(names = "--checkout", hidden = true, description = "The checkout's folder.")
    private Path checkout = Path.of("");

    private final Benchmarks benchmarks;

    Bench(Benchmarks benchmarks) {
        this.benchmarks = benchmarks;
    }

    /** Ends with 0 if all was measured, 1 if something could not be, 2 for a command line that makes no sense. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine(Benchmarks.known()).execute(arguments));
    }

    static CommandLine commandLine(Benchmarks benchmarks) {
        CommandLine line = new CommandLine(new Bench(benchmarks))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        String[] list = benchmarks.all().stream()
                .map(benchmark -> "  %-12s %s".formatted(benchmark.name(), benchmark.description()))
                .toArray(String[]::new);
        line.getCommandSpec().usageMessage().footerHeading("%nBenchmarks:%n").footer(list);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("--install")
                        .description("Install ejabberd first, which rival and fanout compare with (Debian, Ubuntu).")
                        .build());
        return line;
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = plan();
        List<Benchmark> chosen = which.equals(ALL) ? benchmarks.all() : List.of(named(which));
        ResultFiles files = new ResultFiles(folder(plan));
        boolean whole = true;
        for (Benchmark benchmark : chosen) {
            whole &= measured(benchmark, plan, files);
        }
        return whole ? 0 : 1;
    }

    private Benchmark named(String name) {
        return benchmarks
                .named(name)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no benchmark " + name + "."));
    }

    private Plan plan() {
        int each = seconds == null ? (quick ? 3 : 10) : seconds;
        if (each < 1 || each > LONGEST) {
            throw new ParameterException(spec.commandLine(), "--seconds must be 1 to " + LONGEST + ".");
        }
        Plan plan = new Plan(Duration.ofSeconds(each), quick, checkout.toAbsolutePath());
        return size == null ? plan : new Plan(plan.measured(), quick, plan.checkout(), percent(size));
    }

    private int percent(int size) {
        if (size < 1 || size > ALL_OF_IT) {
            throw new ParameterException(spec.commandLine(), "--size must be 1 to " + ALL_OF_IT + ".");
        }
        return size;
    }

    private Path folder(Plan plan) {
        if (into != null) {
            return into;
        }
        return plan.checkout().resolve(plan.quick() ? "benchmarks/target/results" : "docs/benchmarks");
    }

    private boolean measured(Benchmark benchmark, Plan plan, ResultFiles files) throws IOException {
        long began = System.nanoTime();
        Progress progress = what -> say("%s: %s", benchmark.name(), what);
        try {
            progress.step(benchmark.description());
            Report report = benchmark.run(plan, progress);
            spec.commandLine().getOut().println(report.asText());
            files.write(benchmark.name(), report, Environment.here(plan.checkout()));
            progress.step("done in %d s; see %s"
                    .formatted(
                            (System.nanoTime() - began) / 1_000_000_000L,
                            files.folder().resolve(benchmark.name() + ".md")));
            return true;
        } catch (IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            say("%s: could not be measured: %s", benchmark.name(), e);
            return false;
        }
    }

    private void say(String what, Object... values) {
        spec.commandLine().getErr().println(what.formatted(values));
    }
}
