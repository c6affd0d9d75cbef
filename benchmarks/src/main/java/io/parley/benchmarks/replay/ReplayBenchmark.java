package io.parley.benchmarks.replay;

import io.parley.audit.replay.ReplayProgress;
import io.parley.audit.replay.Replays;
import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.endings.Chats;
import io.parley.benchmarks.endings.Commands;
import io.parley.benchmarks.endings.Handled;
import io.parley.benchmarks.endings.SteadyRate;
import io.parley.benchmarks.endings.SteadyRate.Times;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.contract.chat.Retention;
import io.parley.infra.InfraConfiguration;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.wiring.AllProjections;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Rebuilds projections of a log of messages beside those that serve, in the very process that serves: first nobody sends, then others
 * send at a steady rate, with and without a replay at the goal's pace.
 */
public final class ReplayBenchmark implements Benchmark {

    private static final int MESSAGES = 300_000;
    private static final int CHATS = 200;
    private static final int RATE = 200;
    private static final int PACE = 20_000;
    private static final int PACED_BATCH = PACE / 200; // as the command has it
    private static final double TIMES_GOAL = 2;
    private static final double NANOS = 1e9;
    private static final List<String> PROJECTIONS = List.of("history", "inbox", "mailbox");

    private final int messages;

    /** With as many messages as take a replay some ten seconds. */
    public ReplayBenchmark() {
        this(MESSAGES);
    }

    ReplayBenchmark(int messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String description() {
        return "how fast read models are rebuilt beside live, and whether others wait";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int count = plan.mostly(messages);
        try (Node node = Node.start(Map.of(), InfraConfiguration.class)) {
            Commands commands = new Commands(node);
            Chats chats = Chats.open(commands, CHATS, Retention.FOR_EVER);
            progress.step("sending %,d messages", count);
            var next = chats.inTurns();
            commands.sendAll(count, i -> next.get(), answer -> {});
            Handled.awaitAll(node);
            Replays replays = replays(node, Replays.BATCH);
            rate(replays, PROJECTIONS.get(0), count); // the first one is for warming up
            List<Double> rates = new ArrayList<>();
            for (String projection : PROJECTIONS) {
                rates.add(rate(replays, projection, count));
                progress.step("%s: %,.0f events/s", projection, rates.get(rates.size() - 1));
            }
            return beside(node, plan, progress, replays(node, PACED_BATCH), commands, chats, rates, count);
        }
    }

    private static Replays replays(Node node, int batch) {
        DatabaseServer server = node.bean(DatabaseServer.class);
        return new Replays(
                () -> server.connect("parley-replay"),
                (jdbc, transactions) -> new AllProjections(jdbc, transactions).list(),
                batch);
    }

    private static double rate(Replays replays, String projection, int events) throws Exception {
        long began = System.nanoTime();
        replays.start(projection, ReplayProgress.SILENT);
        double rate = events * NANOS / (System.nanoTime() - began);
        replays.drop(projection);
        return rate;
    }

    private static Report beside(
            Node node,
            Plan plan,
            Progress progress,
            Replays replays,
            Commands commands,
            Chats chats,
            List<Double> rates,
            int count)
            throws Exception {
        try (SteadyRate sending = SteadyRate.start(commands, chats, RATE)) {
            sending.during(plan.warmUp());
            List<Times> without = new ArrayList<>();
            List<Times> with = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                without.add(sending.during(plan.measured()));
                sending.begin();
                atPace(replays);
                with.add(sending.times());
                progress.step(
                        "round %d of %d: p99 %.1f ms alone, %.1f ms with a replay",
                        round,
                        plan.rounds(),
                        without.get(round - 1).p99(),
                        with.get(round - 1).p99());
            }
            return report(node, rates, median(without), median(with), count);
        }
    }

    private static void atPace(Replays replays) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        replays.start("history", (events, position, goal) -> {
            long due = began + (long) (position * NANOS / PACE);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        });
        replays.drop("history");
    }

    private static Times median(List<Times> times) {
        List<Times> sorted = new ArrayList<>(times);
        Collections.sort(sorted, (one, other) -> Double.compare(one.p99(), other.p99()));
        return sorted.get(sorted.size() / 2);
    }

    private static Report report(Node node, List<Double> rates, Times without, Times with, int count) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < PROJECTIONS.size(); i++) {
            rows.add(List.of(PROJECTIONS.get(i), Numbers.plain(rates.get(i))));
        }
        return new Report(
                "Replay: read models rebuilt beside live",
                ("A log of %,d messages in %d chats. Each projection is rebuilt beside the live one, in the process that serves (the command"
                                + " is one of its own), first while nobody sends. Then others send %d messages a second, alone and while a"
                                + " replay of the history goes at %,d events a second.")
                        .formatted(count, CHATS, RATE, PACE),
                node.postgresVersion(),
                List.of(
                        Ratio.figureAtLeast(PACE, "rebuilt, the slowest", Collections.min(rates), "events/s"),
                        Ratio.atMost(TIMES_GOAL, "p99 of sending with a replay vs alone", with.p99() / without.p99())),
                List.of(
                        new Table("Events per second, nobody sends", List.of("projection", "events/s"), rows),
                        SteadyRate.table("Sending, ms", without, "with a replay", with)),
                List.of(),
                List.of("Of several rounds in turn, the median by p99."));
    }
}
