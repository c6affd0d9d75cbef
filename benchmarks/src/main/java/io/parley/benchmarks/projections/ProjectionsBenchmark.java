package io.parley.benchmarks.projections;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rebuilds all read tables from the log, with batches as the platform has them and one event at a time as Axon ships it. What is
 * rebuilt must be what was there before.
 */
public final class ProjectionsBenchmark implements Benchmark {

    private static final int BATCH = 500;
    private static final int FEWER = 20;

    private final int events;

    /** With as many events as the figures to reach speak of. */
    public ProjectionsBenchmark() {
        this(200_000);
    }

    ProjectionsBenchmark(int events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "projections";
    }

    @Override
    public String description() {
        return "rebuilds all read tables from 200,000 events (quick: 50,000), against one event at a time";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int many = plan.quick() ? events / 4 : events;
        int few = many / FEWER;
        progress.step("storing %,d events, and %,d for the reference", many, few);
        try (Rebuild ours = Rebuild.of(many, BATCH);
                Rebuild single = Rebuild.of(few, 1)) {
            long rows = rows(ours);
            List<Double> batched = new ArrayList<>();
            List<Double> one = new ArrayList<>();
            ours.rate(); // the first one is for warming up
            single.rate();
            for (int round = 1; round <= plan.rounds(); round++) {
                batched.add(ours.rate());
                one.add(single.rate());
                progress.step(
                        "round %d of %d: %,.0f events/s, one at a time %,.0f",
                        round, plan.rounds(), batched.get(round - 1), one.get(round - 1));
            }
            if (rows != rows(ours)) {
                throw new IllegalStateException("%d rows became %d".formatted(rows, rows(ours)));
            }
            return report(ours.node().postgresVersion(), many, few, Medians.of(batched), Medians.of(one), rows);
        }
    }

    private static long rows(Rebuild rebuild) {
        return rebuild.node()
                .bean(JdbcClient.class)
                .sql("SELECT (SELECT count(*) FROM views.message) + (SELECT count(*) FROM views.receipt_step)"
                        + " + (SELECT count(*) FROM views.inbox) + (SELECT count(*) FROM views.mailbox)")
                .query(Long.class)
                .single();
    }

    private static Report report(String postgres, int many, int few, double batched, double one, long rows) {
        return new Report(
                "Projections: rebuilding all read tables",
                ("All projections are reset and started at once; the time runs until the last one has reached the log's"
                                + " end. %,d events: registrations, sessions, chats, then messages and their receipts in"
                                + " turn. The reference is the same with one event in a transaction, as Axon's processors"
                                + " ship, on %,d events.")
                        .formatted(many, few),
                postgres,
                List.of(
                        Ratio.figureAtLeast(25_000, "projection rebuild", batched, "events/s"),
                        Ratio.of("rebuild in batches vs one at a time", batched / one)),
                List.of(new Table(
                        "Events per second, each through all projections",
                        List.of("", "events", "events/s"),
                        List.of(
                                List.of("batches of " + BATCH, Numbers.plain(many), Numbers.plain(batched)),
                                List.of("one at a time", Numbers.plain(few), Numbers.plain(one))))),
                List.of(new Plot(
                        "Rebuild",
                        "events per second",
                        List.of(new Bar("batches of " + BATCH, batched, true), new Bar("one at a time", one, false)))),
                List.of("The rebuilt tables have as many messages, receipts, inbox and mailbox rows (%,d) as before."
                        .formatted(rows)));
    }
}
