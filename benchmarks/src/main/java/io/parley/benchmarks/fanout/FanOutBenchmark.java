package io.parley.benchmarks.fanout;

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
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.id.ChatId;
import io.parley.infra.InfraConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many mailboxes of groups' members are filled in a second, from the command to the mailbox's table; what a row for each member
 * would cost that table alone; what a group costs who sends into it; and, of the whole server, what is pushed to open streams.
 */
public final class FanOutBenchmark implements Benchmark {

    private static final int GROUPS = 10;
    private static final int PROBES = 200;
    private static final double GOAL = 50_000;

    private final List<Integer> sizes;
    private final Pushes pushes;

    /** With groups as large as the figures to reach speak of. */
    public FanOutBenchmark() {
        this(List.of(100, 1_000), Pushes.asPromised());
    }

    FanOutBenchmark(List<Integer> sizes, Pushes pushes) {
        this.sizes = List.copyOf(sizes);
        this.pushes = pushes;
    }

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String description() {
        return "mailboxes of groups' members filled, against a row for each; pushes to a group, against ejabberd's MUC";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        Report mailboxes = mailboxes(plan, progress);
        return mailboxes.and(pushes.run(plan, progress));
    }

    Report mailboxes(Plan plan, Progress progress) throws Exception {
        progress.step("registering people");
        try (Node node = Node.start(Map.of(), InfraConfiguration.class)) {
            Groups groups = new Groups(node);
            groups.register(sizes.get(sizes.size() - 1));
            List<Measured> measured = new ArrayList<>();
            for (int size : sizes) {
                measured.add(measure(node, groups, size, plan, progress));
            }
            int largest = sizes.get(sizes.size() - 1);
            progress.step("what sending costs: %d messages to a direct chat and to a group of %,d", PROBES, largest);
            double cost = cost(groups, groups.group(largest), groups.direct(1));
            return report(node.postgresVersion(), measured, largest, cost, plan);
        }
    }

    private Measured measure(Node node, Groups groups, int size, Plan plan, Progress progress) throws Exception {
        int lanes = (size + GroupLimits.LANE - 1) / GroupLimits.LANE;
        List<ChatId> chats =
                Stream.generate(() -> groups.group(size)).limit(GROUPS).toList();
        Filling filling = new Filling(node, groups);
        RowPerMember rows = new RowPerMember(node, size);
        progress.step("groups of %,d: warming up", size);
        filling.run(chats, lanes, plan.warmUp());
        List<Double> filled = new ArrayList<>();
        List<Double> written = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            filled.add(filling.run(chats, lanes, plan.measured()).perSecond() * size);
            written.add(rows.rate(plan.measured()));
            progress.step(
                    "groups of %,d, round %d of %d: %,.0f mailboxes/s; rows for each member alone %,.0f/s",
                    size, round, plan.rounds(), filled.get(round - 1), written.get(round - 1));
        }
        return new Measured(size, Medians.of(filled), Medians.of(written));
    }

    /** One message at a time, in turns; the first half is for warming up. */
    private static double cost(Groups groups, ChatId group, ChatId direct) {
        List<Double> toGroup = new ArrayList<>();
        List<Double> toOne = new ArrayList<>();
        IntStream.range(0, PROBES).forEach(n -> {
            double one = millis(groups, direct);
            double all = millis(groups, group);
            if (n >= PROBES / 2) {
                toOne.add(one);
                toGroup.add(all);
            }
        });
        return Medians.of(toGroup) / Medians.of(toOne);
    }

    private static double millis(Groups groups, ChatId chat) {
        long began = System.nanoTime();
        Groups.await(groups.send(chat));
        return (System.nanoTime() - began) / 1e6;
    }

    private static Report report(String postgres, List<Measured> measured, int largest, double cost, Plan plan) {
        List<Ratio> ratios = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (Measured one : measured) {
            String size = "%,d members".formatted(one.size());
            ratios.add(Ratio.figureAtLeast(GOAL, "mailboxes filled, " + size, one.filled(), "per second"));
            ratios.add(Ratio.of("fan-out vs rows for each member alone, " + size, one.filled() / one.rows()));
            rows.add(List.of(
                    size,
                    Numbers.plain(one.filled()),
                    Numbers.plain(one.filled() / one.size()),
                    Numbers.plain(one.rows())));
            bars.add(new Bar(size, one.filled(), true));
            bars.add(new Bar(size + ", rows alone", one.rows(), false));
        }
        ratios.add(Ratio.atMost(1.5, "sending to a group of %,d vs to a direct chat".formatted(largest), cost));
        return new Report(
                "Fan-out: mailboxes of groups filled",
                ("%d groups, 256 messages under way, %d s a round and then until the last message is in the mailboxes of all;"
                                + " no stream is open. A mailbox is filled when a resume brings the message. The reference"
                                + " writes a row for each member and message into a table with the mailbox's key, %d s a"
                                + " round in turn, and does nothing else: no message, no event, no key.")
                        .formatted(GROUPS, seconds(plan.measured()), seconds(plan.measured())),
                postgres,
                ratios,
                List.of(new Table(
                        "Per second",
                        List.of("", "mailboxes filled", "messages", "rows for each member, alone"),
                        rows)),
                List.of(new Plot("Mailboxes filled", "per second", bars)),
                List.of());
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }

    private record Measured(int size, double filled, double rows) {}
}
