package io.parley.benchmarks.commands;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.commands.Load.Sent;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What all rounds have measured, and the medians of it. */
final class CommandResults {

    private final Map<Series, List<Measured>> rounds = new LinkedHashMap<>();

    void add(Series series, Sent sent, double groupSize) {
        rounds.computeIfAbsent(series, s -> new ArrayList<>()).add(new Measured(sent, groupSize));
    }

    Report report(String postgres, int chats, Plan plan) {
        return new Report(
                "Commands: our command path against Axon as shipped",
                ("`SendMessage` to %,d direct chats at random, always as many under way as said; each is answered when it is"
                                + " durable (PostgreSQL with `fsync` on, one of its own for each contestant). Sender, server"
                                + " and database share the machine. All contestants are in one JVM and take turns, %d s"
                                + " each; medians of %d round(s).")
                        .formatted(chats, plan.measured().toSeconds(), plan.rounds()),
                postgres,
                ratios(),
                List.of(table()),
                List.of(
                        plot("Messages", "per second", sent -> sent.rate()),
                        plot("Time from command to durable answer, p99", "ms", sent -> sent.p99())),
                List.of(
                        "*Stock* is the same handlers, aggregates, keyring, serializers, snapshots and connection pool on Axon's"
                                + " `AsynchronousCommandBus`, `JdbcEventStorageEngine` and `EmbeddedEventStore` as they come,"
                                + " without a cache of aggregates; *stock with cache* has ours. Stock without a cache reads"
                                + " a chat's events for each message, so it slows down with each round.",
                        "*Rejected* are messages of somebody who is no member of the chat. They count as handled:"
                                + " the ratio says what they cost the others."));
    }

    private List<Ratio> ratios() {
        double ours = rate(Series.OURS);
        return List.of(
                Ratio.atLeast(5, "command path vs stock", ours / rate(Series.STOCK)),
                Ratio.of("command path vs stock with cache", ours / rate(Series.CACHED)),
                Ratio.of("command path vs stock, 256 in flight", rate(Series.OURS_MANY) / rate(Series.STOCK_MANY)),
                Ratio.of(
                        "command path vs stock with cache, 256 in flight",
                        rate(Series.OURS_MANY) / rate(Series.CACHED_MANY)),
                Ratio.atLeast(0.85, "5 % rejected vs none", rate(Series.OURS_REFUSING) / ours),
                Ratio.figureAtMost(25, "p99 at 64 in flight", median(Series.OURS, m -> m.sent.p99()), "ms"),
                Ratio.figure("messages at 64 in flight", ours, "per second"),
                Ratio.figure("group size at 64 in flight", median(Series.OURS, m -> m.groupSize), "commands"));
    }

    private Table table() {
        List<List<String>> rows = rounds.keySet().stream().map(this::row).toList();
        return new Table("Medians", List.of("", "1/s", "p50 ms", "p99 ms", "group size", "rejected", "failed"), rows);
    }

    private List<String> row(Series series) {
        return List.of(
                series.title(),
                Numbers.plain(rate(series)),
                Numbers.plain(median(series, m -> m.sent.p50())),
                Numbers.plain(median(series, m -> m.sent.p99())),
                Numbers.plain(median(series, m -> m.groupSize)),
                Numbers.plain(sum(series, m -> m.sent.rejected())),
                Numbers.plain(sum(series, m -> m.sent.failed())));
    }

    private Plot plot(String title, String unit, ToDoubleFunction<Sent> figure) {
        Predicate<Series> ours = series -> series.path() == CommandPath.PARLEY;
        return new Plot(
                title,
                unit,
                rounds.keySet().stream()
                        .map(series -> new Bar(
                                series.title(), median(series, m -> figure.applyAsDouble(m.sent)), ours.test(series)))
                        .toList());
    }

    private double rate(Series series) {
        return median(series, m -> m.sent.rate());
    }

    private double median(Series series, ToDoubleFunction<Measured> figure) {
        return Medians.of(of(series).mapToDouble(figure).boxed().toList());
    }

    private double sum(Series series, ToDoubleFunction<Measured> figure) {
        return of(series).mapToDouble(figure).sum();
    }

    private Stream<Measured> of(Series series) {
        List<Measured> measured = rounds.get(series);
        if (measured == null) {
            throw new IllegalArgumentException("nothing was measured of " + series.title());
        }
        return measured.stream();
    }

    private record Measured(Sent sent, double groupSize) {}
}
