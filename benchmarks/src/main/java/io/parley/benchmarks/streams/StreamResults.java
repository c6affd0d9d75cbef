package io.parley.benchmarks.streams;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.benchmarks.streams.Deliveries.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What all rounds have measured, and the medians of it. */
final class StreamResults {

    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;

    private final List<Result> steady = new ArrayList<>();
    private final List<Result> fast = new ArrayList<>();
    private int idle;
    private ServerMemory before = new ServerMemory(0, 0);
    private ServerMemory after = before;
    private double share;

    void steady(Result result) {
        steady.add(result);
    }

    void fast(Result result) {
        fast.add(result);
    }

    void idle(int streams, ServerMemory without, ServerMemory with, double percentOfCore) {
        idle = streams;
        before = without;
        after = with;
        share = percentOfCore;
    }

    Report report(Plan plan, int pairs) {
        String rate = StreamsBenchmark.RATE + " messages/s";
        return new Report(
                "Streams: the real server over HTTP",
                ("The launcher's server in a process of its own, its embedded PostgreSQL and this client share the machine."
                                + " Time runs from just before a request is sent until the message has been read from the"
                                + " other side's stream, by one clock; %d pairs; %d round(s) of %d s after a warm-up."
                                + " For deliveries as many messages as can be with 64 under way go to %d receivers with %d"
                                + " streams each.")
                        .formatted(
                                pairs,
                                plan.rounds(),
                                plan.measured().toSeconds(),
                                StreamsBenchmark.RECEIVERS,
                                StreamsBenchmark.STREAMS_EACH),
                "",
                List.of(
                        Ratio.figureAtMost(3, "send to stream at " + rate + ", p50", of(steady, Result::p50), "ms"),
                        Ratio.figureAtMost(15, "send to stream at " + rate + ", p99", of(steady, Result::p99), "ms"),
                        Ratio.figure("deliveries", of(fast, Result::rate), "per second"),
                        Ratio.figureAtLeast(18_000, "idle streams open", idle, "streams"),
                        Ratio.figure("heap of an idle stream", perStream(after.heap() - before.heap()), "KiB"),
                        Ratio.figureAtMost(
                                40, "memory of an idle stream", perStream(after.resident() - before.resident()), "KiB"),
                        Ratio.figureAtMost(5, "processor time of all idle streams", share, "% of a core")),
                List.of(deliveries(), memory()),
                List.of(new Plot(
                        "Send to stream at " + rate,
                        "ms",
                        List.of(
                                new Bar("p50", of(steady, Result::p50), true),
                                new Bar("p99", of(steady, Result::p99), true)))),
                List.of(
                        "Of all messages %,d were refused and none was lost: a run in which one does not arrive fails."
                                .formatted(refused()),
                        "Memory is the JVM's, after a full collection, without and with the streams: live heap as `jcmd`"
                                + " says, and resident set as the kernel says (which has room that the heap does not use).",
                        "Processor time is the server's, with all the streams open and their users online, after they were opened and have settled.",
                        "Against the defaults the server allows more streams and messages for each user, and more sign-ups."));
    }

    private long refused() {
        return steady.stream().mapToLong(Result::refused).sum()
                + fast.stream().mapToLong(Result::refused).sum();
    }

    private Table deliveries() {
        return new Table(
                "Deliveries",
                List.of("", "per second", "p50 ms", "p99 ms"),
                List.of(row("steady, 1 stream each", steady), row("as fast as possible", fast)));
    }

    private static List<String> row(String name, List<Result> results) {
        return List.of(
                name,
                Numbers.plain(of(results, Result::rate)),
                Numbers.plain(of(results, Result::p50)),
                Numbers.plain(of(results, Result::p99)));
    }

    private Table memory() {
        return new Table(
                "Memory of the server, MiB",
                List.of("streams", "live heap", "resident"),
                List.of(
                        List.of("0", Numbers.plain(before.heap() / MIB), Numbers.plain(before.resident() / MIB)),
                        List.of(
                                Numbers.plain(idle),
                                Numbers.plain(after.heap() / MIB),
                                Numbers.plain(after.resident() / MIB))));
    }

    private double perStream(long bytes) {
        return bytes / KIB / Math.max(1, idle);
    }

    private static double of(List<Result> results, ToDoubleFunction<Result> figure) {
        return Medians.of(results.stream().mapToDouble(figure).boxed().toList());
    }
}
