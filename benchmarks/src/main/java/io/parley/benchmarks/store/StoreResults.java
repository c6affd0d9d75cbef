package io.parley.benchmarks.store;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.benchmarks.store.StoreBenchmark.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What all rounds have measured, and the medians of it. */
final class StoreResults {

    private final long fewEvents;
    private final long manyEvents;
    private final Map<Integer, List<Double>> ours = new TreeMap<>();
    private final Map<Integer, List<Double>> raw = new TreeMap<>();
    private final List<Measured> few = new ArrayList<>();
    private final List<Measured> many = new ArrayList<>();

    StoreResults(long fewEvents, long manyEvents) {
        this.fewEvents = fewEvents;
        this.manyEvents = manyEvents;
    }

    long many() {
        return manyEvents;
    }

    void append(int batch, double log, double plain) {
        ours.computeIfAbsent(batch, b -> new ArrayList<>()).add(log);
        raw.computeIfAbsent(batch, b -> new ArrayList<>()).add(plain);
    }

    void sizes(Measured little, Measured much) {
        few.add(little);
        many.add(much);
    }

    Report report(String postgres, Plan plan) {
        return new Report(
                "Store: appends against raw inserts, and many events against few",
                ("%d writers make batches durable in an embedded PostgreSQL with `fsync` on, in turns; medians of %d"
                                + " round(s). The log appends as groups of commands do: under its lock, in order of commit,"
                                + " behind a savepoint. *Raw* inserts the same bytes by batched JDBC into a table with the"
                                + " same columns, keys and indexes, and takes positions from a sequence.")
                        .formatted(StoreBenchmark.WRITERS, plan.rounds()),
                postgres,
                ratios(),
                List.of(appends(), sizes()),
                List.of(appendPlot(), sizePlot()),
                List.of(
                        "Each chat has %d events. The ratios of cost: of the time for an append, for the last %d events, for all events of a chat."
                                .formatted(Log.EVENTS_OF_A_CHAT, Log.PAGE)));
    }

    private List<Ratio> ratios() {
        List<Ratio> ratios = new ArrayList<>();
        ratios.add(Ratio.of("append vs raw inserts", vsRaw(StoreBenchmark.USUAL_BATCH)));
        ours.keySet().stream()
                .filter(batch -> batch != StoreBenchmark.USUAL_BATCH)
                .forEach(batch -> ratios.add(Ratio.of("append vs raw inserts, " + batch + " at once", vsRaw(batch))));
        String sizes = " at %s events vs %s".formatted(power(manyEvents), power(fewEvents));
        ratios.add(Ratio.atMost(1.2, "append" + sizes, of(few, Measured::append) / of(many, Measured::append)));
        ratios.add(Ratio.of("tail read" + sizes, of(many, Measured::tail) / of(few, Measured::tail)));
        ratios.add(Ratio.of("aggregate read" + sizes, of(many, Measured::chat) / of(few, Measured::chat)));
        return ratios;
    }

    private double vsRaw(int batch) {
        return median(ours, batch) / median(raw, batch);
    }

    private Table appends() {
        return new Table(
                "Events appended per second",
                List.of("events at once", "log", "raw inserts"),
                ours.keySet().stream()
                        .map(batch -> List.of(
                                batch.toString(),
                                Numbers.plain(median(ours, batch)),
                                Numbers.plain(median(raw, batch))))
                        .toList());
    }

    private Table sizes() {
        return new Table(
                "By size of the log",
                List.of("events", "appended/s", "ms for the tail's last page", "ms for a chat"),
                List.of(row(fewEvents, few), row(manyEvents, many)));
    }

    private static List<String> row(long events, List<Measured> measured) {
        return List.of(
                Numbers.plain(events),
                Numbers.plain(of(measured, Measured::append)),
                Numbers.plain(of(measured, Measured::tail)),
                Numbers.plain(of(measured, Measured::chat)));
    }

    private Plot appendPlot() {
        List<Bar> bars = new ArrayList<>();
        ours.keySet().forEach(batch -> {
            bars.add(new Bar("log, %d at once".formatted(batch), median(ours, batch), true));
            bars.add(new Bar("raw, %d at once".formatted(batch), median(raw, batch), false));
        });
        return new Plot("Appended", "events per second", bars);
    }

    private Plot sizePlot() {
        return new Plot(
                "Appended, by size of the log",
                "events per second",
                List.of(
                        new Bar(Numbers.plain(fewEvents) + " events", of(few, Measured::append), true),
                        new Bar(Numbers.plain(manyEvents) + " events", of(many, Measured::append), true)));
    }

    /** 10^7 for a round number. */
    static String power(long number) {
        long exponent = Math.round(Math.log10(number));
        return Math.round(Math.pow(10, exponent)) == number ? "10^" + exponent : Numbers.plain(number);
    }

    private static double median(Map<Integer, List<Double>> rates, int batch) {
        return Medians.of(rates.getOrDefault(batch, List.of()));
    }

    private static double of(List<Measured> measured, ToDoubleFunction<Measured> figure) {
        return Medians.of(measured.stream().mapToDouble(figure).boxed().toList());
    }
}
