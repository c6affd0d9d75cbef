package io.parley.benchmarks.fanout;

import io.parley.benchmarks.contest.Ejabberd;
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
import java.util.stream.Stream;

/** Says what came of the pushes: medians of the rounds, Parley first, and alone where there was nothing to compare with. */
final class PushReport {

    private static final double TIMES_AS_MANY = 1.2;
    private static final double HALF_WITHIN = 10;
    private static final double ALMOST_ALL_WITHIN = 50;
    private static final double MEDIAN = 50;
    private static final double SLOW = 99;

    private final int members;
    private final int senders;
    private final int rate;
    private final Duration each;
    private final List<Side> sides;

    PushReport(int members, int senders, int rate, Duration each, List<Side> sides) {
        this.members = members;
        this.senders = senders;
        this.rate = rate;
        this.each = each;
        this.sides = List.copyOf(sides);
    }

    Report report() {
        return new Report(
                "Pushes to a group",
                method(),
                "",
                ratios(),
                List.of(medians(), rounds()),
                List.of(new Plot(
                        "Pushed to %d open streams".formatted(members),
                        "per second",
                        sides.stream()
                                .map(side -> new Plot.Bar(side.name(), side.closed(this::pushes), side == parley()))
                                .toList())),
                List.of(note()));
    }

    private String method() {
        return """
                Pushes: a group of %d members who all have a stream open. %d of them speak, each again when all members have what it said \
                before and the server has answered; medians of %d rounds of %d s each, in turns, after a warm-up. Then messages at \
                %d/s whatever becomes of the earlier ones, where times run from when a message was due until the last member has \
                it. The run fails if a member misses a message, gets one twice, or in another order than the others.""".formatted(members, senders, parley().closed().size(), each.toSeconds(), rate);
    }

    private List<Ratio> ratios() {
        String pushed = "pushed to %d open streams of one group".formatted(members);
        String last = "message → last of %d members at %d/s, ".formatted(members, rate);
        List<Ratio> ratios = new ArrayList<>();
        if (sides.size() > 1) {
            ratios.add(Ratio.atLeast(
                    TIMES_AS_MANY,
                    pushed + " vs ejabberd's MUC",
                    parley().closed(this::pushes) / sides.get(1).closed(this::pushes)));
        }
        ratios.add(Ratio.figure(pushed, parley().closed(this::pushes), "per second"));
        ratios.add(Ratio.figureAtMost(
                HALF_WITHIN, last + "p50", parley().open(round -> round.deliveryMillis(MEDIAN)), "ms"));
        ratios.add(Ratio.figureAtMost(
                ALMOST_ALL_WITHIN, last + "p99", parley().open(round -> round.deliveryMillis(SLOW)), "ms"));
        return ratios;
    }

    private Table medians() {
        List<List<String>> rows = new ArrayList<>();
        String steadily = "at %d/s: last member, ".formatted(rate);
        rows.add(row("pushes/s", side -> side.closed(this::pushes)));
        rows.add(row("messages/s", side -> side.closed(Measured::perSecond)));
        rows.add(row("last member, p50, ms", side -> side.closed(round -> round.deliveryMillis(MEDIAN))));
        rows.add(row("last member, p99, ms", side -> side.closed(round -> round.deliveryMillis(SLOW))));
        rows.add(row(steadily + "p50, ms", side -> side.open(round -> round.deliveryMillis(MEDIAN))));
        rows.add(row(steadily + "p99, ms", side -> side.open(round -> round.deliveryMillis(SLOW))));
        rows.add(row("server, CPU s per 1,000 messages", side -> side.closed(Measured::serverPerThousand)));
        rows.add(row("database, CPU s per 1,000 messages", side -> side.closed(Measured::databasePerThousand)));
        rows.add(row("generator, CPU s per 1,000 messages", side -> side.closed(Measured::generatorPerThousand)));
        return new Table("Pushes to a group, medians", columns(""), rows);
    }

    private List<String> row(String name, ToDoubleFunction<Side> figure) {
        return Stream.concat(Stream.of(name), sides.stream().map(side -> Numbers.plain(figure.applyAsDouble(side))))
                .toList();
    }

    private Table rounds() {
        List<List<String>> rows = IntStream.range(0, parley().closed().size())
                .mapToObj(round -> row(
                        Integer.toString(round + 1),
                        side -> pushes(side.closed().get(round))))
                .toList();
        return new Table("Pushes/s, round by round", columns("round"), rows);
    }

    private List<String> columns(String first) {
        return Stream.concat(Stream.of(first), sides.stream().map(Side::name)).toList();
    }

    private double pushes(Measured round) {
        return round.perSecond() * members;
    }

    private Side parley() {
        return sides.get(0);
    }

    private String note() {
        if (sides.size() == 1) {
            return "Pushes were measured without what they compare with. " + Ejabberd.MISSING;
        }
        return "Ejabberd is Debian's package with mod_muc and mod_mam in SQL, no encryption and no limit on speed; the run fails unless "
                + "the room's archive has each message. What is pushed is durable in the chat on both sides, not for each member. "
                + "The work is alike but not the same: Parley encrypts each message, numbers it without gaps, keeps who has it and "
                + "brings what a member has missed; ejabberd writes the XML of the message once.";
    }
}
