package io.parley.benchmarks.sessions;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds on which of three gateways users are: by asking the map that each gateway has anyhow, and by asking the table first, one user at
 * a time and a hundred at once. And how long it takes until all who connect at once are in the table.
 */
public final class SessionsBenchmark implements Benchmark {

    private static final int AT_ONCE = 100;
    private static final int THREADS = 6;
    private static final String MAPS = "three maps in memory";
    private static final String TABLE = "the table, one user";
    private static final String TABLE_THREADS = "the table, one user, 6 at once";
    private static final String TABLE_MANY = "the table, 100 users";

    private final int connections;
    private final int connecting;

    /** With 18,000 connections, and 20,000 that are opened at once. */
    public SessionsBenchmark() {
        this(18_000, 20_000);
    }

    SessionsBenchmark(int connections, int connecting) {
        this.connections = connections;
        this.connecting = connecting;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String description() {
        return "finds a user's gateway among three by their maps and by the table, and lets 20,000 connect at once";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            try (Node node = Connections.startNode()) {
                Duration written = new Connections(node, connecting).connect();
                took.add(written.toMillis() / 1000.0);
                progress.step("round %d: %,d connected, written after %,d ms", round, connecting, written.toMillis());
            }
        }
        try (Node node = Connections.startNode()) {
            Connections open = new Connections(node, connections);
            open.connect();
            open.spread();
            return report(node.postgresVersion(), measure(open, plan, progress), Medians.of(took), plan);
        }
    }

    private static Map<String, LookUps> measure(Connections open, Plan plan, Progress progress) throws Exception {
        Map<String, List<LookUps>> all = new LinkedHashMap<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            Map<String, LookUps> found = round(open, plan.shortRound());
            if (round > 0) { // the first is for the compilers
                progress.step("round %d: %,.0f/s and %,.0f/s", round, rate(found, MAPS), rate(found, TABLE));
                found.forEach((way, one) ->
                        all.computeIfAbsent(way, any -> new ArrayList<>()).add(one));
            }
        }
        Map<String, LookUps> medians = new LinkedHashMap<>();
        all.forEach((way, each) -> medians.put(way, median(each)));
        return medians;
    }

    private static Map<String, LookUps> round(Connections open, Duration time) throws Exception {
        int users = open.users.size();
        Map<String, LookUps> found = new LinkedHashMap<>();
        found.put(MAPS, LookUps.measure(1, time, users, i -> open.inMaps(open.users.get(i))));
        found.put(TABLE, LookUps.measure(1, time, users, i -> open.inTable(List.of(open.users.get(i)))));
        found.put(TABLE_THREADS, LookUps.measure(THREADS, time, users, i -> open.inTable(List.of(open.users.get(i)))));
        int last = Math.max(1, users - AT_ONCE);
        found.put(
                TABLE_MANY,
                LookUps.measure(1, time, last, i -> open.inTable(open.users.subList(i, Math.min(users, i + AT_ONCE)))));
        return found;
    }

    private static LookUps median(List<LookUps> each) {
        return new LookUps(
                Medians.of(each.stream().map(LookUps::perSecond).toList()),
                Medians.of(each.stream().map(LookUps::p50).toList()),
                Medians.of(each.stream().map(LookUps::p99).toList()));
    }

    private Report report(String postgres, Map<String, LookUps> found, double seconds, Plan plan) {
        double maps = rate(found, MAPS);
        double table = rate(found, TABLE);
        return new Report(
                "Finding a user's gateway",
                ("%s connections of as many users on three gateways. Users are looked up at random, as fast as can be: in the map of"
                                + " each gateway, one after the other in one thread, and by a query with an index on an embedded"
                                + " PostgreSQL on the same machine. Medians of %d round(s) after one that does not count.")
                        .formatted(Numbers.plain(connections), plan.rounds()),
                postgres,
                List.of(
                        Ratio.of("maps vs table", maps / table),
                        Ratio.figure(
                                "%s connect at once, until written".formatted(Numbers.plain(connecting)),
                                seconds,
                                "s")),
                List.of(new Table(
                        "Users found", List.of("where", "users/s", "p50 of a call", "p99 of a call"), rows(found))),
                List.of(new Plot(
                        "Users found in the table",
                        "users per second",
                        List.of(
                                new Bar("one at a time", table, true),
                                new Bar("six at once", rate(found, TABLE_THREADS), true),
                                new Bar("100 in a query", rate(found, TABLE_MANY), true)))),
                List.of(
                        "The maps are plain ConcurrentHashMaps, as the gateway's is. What each node does to learn of a message, which is"
                                + " to read the log's tail, it does in either case."));
    }

    private static double rate(Map<String, LookUps> found, String way) {
        return Objects.requireNonNull(found.get(way)).perSecond();
    }

    private static List<List<String>> rows(Map<String, LookUps> found) {
        List<List<String>> rows = new ArrayList<>();
        found.forEach((way, one) -> rows.add(List.of(
                way,
                Numbers.plain(one.perSecond()),
                Numbers.plain(one.p50()) + " µs",
                Numbers.plain(one.p99()) + " µs")));
        return rows;
    }
}
