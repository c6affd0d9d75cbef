package io.parley.benchmarks.commands;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.commands.Load.Sent;
import io.parley.benchmarks.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;

/**
 * Sends messages to many chats by our command path, by stock Axon's, and by stock Axon's with a cache. They take turns, so that
 * whatever changes about the machine meanwhile meets all of them.
 */
public final class CommandsBenchmark implements Benchmark {

    private final int chatsEach;

    /** With as many chats as the figures to reach speak of. */
    public CommandsBenchmark() {
        this(1_000);
    }

    CommandsBenchmark(int chatsEach) {
        this.chatsEach = chatsEach;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String description() {
        return "messages sent by our command path against Axon's as shipped";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws IOException, InterruptedException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (CommandPath path : CommandPath.values()) {
                progress.step("starting %s with %,d chats", path.title(), chatsEach);
                contestants.add(start(path));
            }
            for (Contestant contestant : contestants) {
                progress.step("warming up %s", contestant.path.title());
                contestant.load.send(Series.IN_FLIGHT, 0, plan.warmUp());
            }
            CommandResults results = measure(plan, progress, contestants);
            return results.report(contestants.get(0).node.postgresVersion(), chatsEach, plan);
        } finally {
            contestants.forEach(contestant -> contestant.node.close());
        }
    }

    private Contestant start(CommandPath path) throws IOException {
        Node node = path.start();
        try {
            CommandBus bus = node.bean(CommandBus.class);
            return new Contestant(path, node, new Load(bus, Chats.open(bus, chatsEach)));
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static CommandResults measure(Plan plan, Progress progress, List<Contestant> contestants)
            throws InterruptedException {
        CommandResults results = new CommandResults();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Series series : Series.ALL) {
                Contestant contestant = contestants.get(series.path().ordinal());
                GroupSizes before = GroupSizes.of(contestant.node);
                Sent sent = contestant.load.send(series.inFlight(), series.refused(), plan.measured());
                results.add(series, sent, GroupSizes.of(contestant.node).meanSince(before));
                progress.step(
                        "round %d of %d: %s: %,.0f/s, p99 %.1f ms",
                        round, plan.rounds(), series.title(), sent.rate(), sent.p99());
            }
        }
        return results;
    }

    private record Contestant(CommandPath path, Node node, Load load) {}

    /** How many groups were committed and how many commands were in them; none where commands are not grouped. */
    private record GroupSizes(long groups, double commands) {

        static GroupSizes of(Node node) {
            DistributionSummary sizes = node.bean(MeterRegistry.class)
                    .find("parley.commands.group.size")
                    .summary();
            return sizes == null ? new GroupSizes(0, 0) : new GroupSizes(sizes.count(), sizes.totalAmount());
        }

        double meanSince(GroupSizes before) {
            return groups == before.groups ? 1 : (commands - before.commands) / (groups - before.groups);
        }
    }
}
