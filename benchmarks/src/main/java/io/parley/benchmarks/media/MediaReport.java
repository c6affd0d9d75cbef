package io.parley.benchmarks.media;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.media.UploadsAtOnce.Held;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.benchmarks.streams.Deliveries.Result;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the benchmark of media has found.
 *
 * @param size of a file, in MiB
 * @param rounds how often a file went up and down
 * @param warmUp for how long before that did not count
 * @param atOnce how many were uploaded at once
 */
record MediaReport(
        int size,
        int rounds,
        Duration warmUp,
        int atOnce,
        Rates rates,
        Rates stores,
        CostOfEncryption cost,
        MessagesBeside messages,
        Held held) {

    private static final double GOAL = 0.6;
    private static final double GOAL_MESSAGES = 2;
    private static final double GOAL_HEAP = 64;
    private static final double MIB = 1 << 20;

    Report report(Plan plan) {
        return new Report(
                "Media: the real server and SeaweedFS",
                method(plan),
                "",
                ratios(),
                List.of(
                        rates.table("A file of %d MiB, MiB/s".formatted(size)),
                        stores.table("The store in process, a file of %d MiB, MiB/s".formatted(size)),
                        messagesTable(),
                        heap()),
                List.of(plot()),
                notes());
    }

    private String method(Plan plan) {
        return ("The launcher's server with a SeaweedFS of its own, its embedded PostgreSQL and the clients share the machine, and all"
                        + " goes over 127.0.0.1. The same `curl` sends a file of %d MiB to the filer and to Parley, and fetches it"
                        + " again, in turns, one transfer at a time; %d round(s) after %d s that do not count. Parley encrypts"
                        + " and decrypts, looks at what the file is, hashes it, and asks the filer to have it on the disk before"
                        + " it answers. Messages: %d a second in %d round(s) of %d s, in turns without media, beside %d uploads and"
                        + " %d downloads that are always under way, and beside as many by curl to the filer, which Parley has no"
                        + " part in: what the machine costs that all share. Heap: %d uploads of such files at once.")
                .formatted(
                        size,
                        rounds,
                        warmUp.toSeconds(),
                        MessagesBeside.RATE,
                        plan.rounds(),
                        plan.measured().toSeconds(),
                        MessagesBeside.EACH_WAY,
                        MessagesBeside.EACH_WAY,
                        atOnce);
    }

    private List<Ratio> ratios() {
        return List.of(
                Ratio.atLeast(GOAL, "upload vs curl to the filer", ratio(rates, Throughput.UP, Throughput.PLAIN_UP)),
                Ratio.atLeast(
                        GOAL, "download vs curl from the filer", ratio(rates, Throughput.DOWN, Throughput.PLAIN_DOWN)),
                Ratio.of(
                        "upload vs curl to the filer with fsync",
                        ratio(rates, Throughput.UP, Throughput.PLAIN_UP_DURABLE)),
                Ratio.of("encrypted put vs plain put", ratio(stores, CostOfEncryption.PUT, CostOfEncryption.PUT_PLAIN)),
                Ratio.of("encrypted get vs plain get", ratio(stores, CostOfEncryption.GET, CostOfEncryption.GET_PLAIN)),
                Ratio.figure("processor time of encryption", cost.encrypting(), "s/GiB"),
                Ratio.figure("processor time of decryption", cost.decrypting(), "s/GiB"),
                Ratio.figureAtMost(
                        GOAL_HEAP, "heap growth with %d uploads at once".formatted(atOnce), held.growth() / MIB, "MiB"),
                Ratio.atMost(
                        GOAL_MESSAGES,
                        "messages' p99 beside media vs without",
                        of(messages.beside(), Result::p99) / of(messages.alone(), Result::p99)),
                Ratio.of(
                        "messages' p99 beside curl to the filer vs without",
                        of(messages.besidePlain(), Result::p99) / of(messages.alone(), Result::p99)));
    }

    private Table messagesTable() {
        return new Table(
                "Messages, %d a second".formatted(MessagesBeside.RATE),
                List.of("", "p50 ms", "p99 ms", "media MiB/s"),
                List.of(
                        row("without media", messages.alone(), "0"),
                        row("beside media", messages.beside(), Numbers.plain(Medians.of(messages.rates()) / MIB)),
                        row(
                                "beside curl to the filer",
                                messages.besidePlain(),
                                Numbers.plain(Medians.of(messages.plainRates()) / MIB))));
    }

    private static List<String> row(String name, List<Result> results, String media) {
        return List.of(name, Numbers.plain(of(results, Result::p50)), Numbers.plain(of(results, Result::p99)), media);
    }

    private Table heap() {
        return new Table(
                "%d uploads of %d MiB at once: the server's heap, MiB".formatted(atOnce, size),
                List.of("", "MiB"),
                List.of(
                        List.of("live before", Numbers.plain(held.before() / MIB)),
                        List.of("live meanwhile, at the most", Numbers.plain(held.during() / MIB)),
                        List.of("live after", Numbers.plain(held.after() / MIB)),
                        List.of("used meanwhile, garbage too, at the most", Numbers.plain(held.peak() / MIB)),
                        List.of("growth of the resident set, at the most", Numbers.plain(held.resident() / MIB))));
    }

    private Plot plot() {
        return new Plot(
                "A file of %d MiB".formatted(size),
                "MiB/s",
                List.of(
                        bar(Throughput.PLAIN_UP, false),
                        bar(Throughput.UP, true),
                        bar(Throughput.PLAIN_DOWN, false),
                        bar(Throughput.DOWN, true)));
    }

    private Bar bar(String who, boolean ours) {
        return new Bar(who, rates.median(who), ours);
    }

    private List<String> notes() {
        return List.of(
                "Files are noise behind the head of a film (MP4), of which nothing is made. Of a sound (WAV) the server makes a waveform"
                        + " before it answers, for which it reads all of it again.",
                "What encryption costs apart is measured in the benchmark's own JVM: the same put and get over the same filer, without"
                        + " encryption and with it.",
                ("Live heap is what `jcmd GC.class_histogram` counts in a full collection, %d time(s) while all %d uploads were under way, which moved"
                                + " %s MiB/s together when left alone; used heap was looked at in a run without such collections.")
                        .formatted(held.looks(), atOnce, Numbers.plain(held.rate() / MIB)),
                "Of all messages none was lost: a run in which one does not arrive fails, as one in which a transfer is refused or short.");
    }

    private static double ratio(Rates rates, String one, String other) {
        return rates.median(one) / rates.median(other);
    }

    private static double of(List<Result> results, ToDoubleFunction<Result> figure) {
        return Medians.of(results.stream().mapToDouble(figure).boxed().toList());
    }
}
