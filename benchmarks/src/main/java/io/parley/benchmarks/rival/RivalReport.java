package io.parley.benchmarks.rival;

import io.parley.benchmarks.contest.Measured;
import io.parley.benchmarks.contest.Side;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Says what came of the comparison: medians of the rounds, Parley first. */
final class RivalReport {

    private static final double TIMES_AS_MANY = 3;
    private static final double PROCESSOR_SECONDS = 1;
    private static final double MEDIAN = 50;
    private static final double SLOW = 99;

    private final int pairs;
    private final int rate;
    private final Duration each;
    private final Side parley;
    private final Side rival;

    RivalReport(int pairs, int rate, Duration each, List<Side> sides) {
        this.pairs = pairs;
        this.rate = rate;
        this.each = each;
        this.parley = sides.get(0);
        this.rival = sides.get(1);
    }

    Report report() {
        return new Report(
                "Whole cycles against ejabberd",
                method(),
                "",
                ratios(),
                List.of(medians(), rounds()),
                List.of(
                        new Plot("Whole cycles", "cycles/s", bars(side -> side.closed(Measured::perSecond))),
                        new Plot(
                                "Processor time of server and database",
                                "s per 1,000 cycles",
                                bars(side -> side.closed(RivalReport::serverAndDatabase)))),
                notes());
    }

    private String method() {
        return """
                A cycle: A's message is stored and pushed to B; B acknowledges its delivery, which is stored and pushed to A; B \
                acknowledges having read it, which is stored and pushed to A. Each step begins when the push of the one before has \
                come. %d pairs, each beginning its next cycle when the last is finished; medians of %d rounds of %d s each, in \
                turns, after a warm-up. Then cycles at %d/s whatever becomes of the earlier ones, where times count from when a \
                message was due. Server, its database and the generator share the machine; both sides have a generator of the same \
                make, and a PostgreSQL of the same make and settings, which flushes every commit.""".formatted(pairs, parley.closed().size(), each.toSeconds(), rate);
    }

    private List<Ratio> ratios() {
        return List.of(
                Ratio.atLeast(
                        TIMES_AS_MANY,
                        "whole cycles vs ejabberd",
                        parley.closed(Measured::perSecond) / rival.closed(Measured::perSecond)),
                Ratio.figureAtMost(
                        PROCESSOR_SECONDS,
                        "processor time of server and database for 1,000 cycles",
                        parley.closed(RivalReport::serverAndDatabase),
                        "s"));
    }

    private Table medians() {
        List<List<String>> rows = new ArrayList<>();
        row(rows, "whole cycles/s", side -> side.closed(Measured::perSecond));
        row(rows, "whole cycle, p50, ms", side -> side.closed(round -> round.cycleMillis(MEDIAN)));
        row(rows, "whole cycle, p99, ms", side -> side.closed(round -> round.cycleMillis(SLOW)));
        row(
                rows,
                "at %d/s: delivery, p50, ms".formatted(rate),
                side -> side.open(round -> round.deliveryMillis(MEDIAN)));
        row(rows, "at %d/s: delivery, p99, ms".formatted(rate), side -> side.open(round -> round.deliveryMillis(SLOW)));
        row(
                rows,
                "at %d/s: whole cycle, p50, ms".formatted(rate),
                side -> side.open(round -> round.cycleMillis(MEDIAN)));
        row(rows, "at %d/s: whole cycle, p99, ms".formatted(rate), side -> side.open(round -> round.cycleMillis(SLOW)));
        row(rows, "server, CPU s per 1,000 cycles", side -> side.closed(Measured::serverPerThousand));
        row(rows, "database, CPU s per 1,000 cycles", side -> side.closed(Measured::databasePerThousand));
        row(rows, "generator, CPU s per 1,000 cycles", side -> side.closed(Measured::generatorPerThousand));
        return new Table("Medians", List.of("", parley.name(), rival.name()), rows);
    }

    private void row(List<List<String>> rows, String name, ToDoubleFunction<Side> figure) {
        rows.add(
                List.of(name, Numbers.plain(figure.applyAsDouble(parley)), Numbers.plain(figure.applyAsDouble(rival))));
    }

    private Table rounds() {
        List<List<String>> rows = IntStream.range(0, parley.closed().size())
                .mapToObj(round -> List.of(
                        Integer.toString(round + 1),
                        Numbers.plain(parley.closed().get(round).perSecond()),
                        Numbers.plain(rival.closed().get(round).perSecond())))
                .toList();
        return new Table("Whole cycles/s, round by round", List.of("round", parley.name(), rival.name()), rows);
    }

    private List<Plot.Bar> bars(ToDoubleFunction<Side> figure) {
        return List.of(
                new Plot.Bar(parley.name(), figure.applyAsDouble(parley), true),
                new Plot.Bar(rival.name(), figure.applyAsDouble(rival), false));
    }

    private static double serverAndDatabase(Measured round) {
        return round.serverPerThousand() + round.databasePerThousand();
    }

    private static List<String> notes() {
        return List.of(
                "Ejabberd is Debian's package with no more modules than the archive (mod_mam, always, in SQL), no encryption, no limit "
                        + "on speed, and plain passwords. A cycle is three stanzas: the message, a receipt of XEP-0184 and a marker of "
                        + "XEP-0333, both with the hint to store them; the run fails unless the archive has each of them twice, for "
                        + "either side.",
                "The work is alike but not the same. Parley encrypts each message under a key of its own, numbers it without gaps, "
                        + "pushes it to the sender's other devices too, answers each request over HTTP, and keeps an inbox and a history "
                        + "up to date; ejabberd archives the XML of each stanza twice and answers nothing.");
    }
}
