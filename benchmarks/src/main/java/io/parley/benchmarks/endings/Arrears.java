package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.TemporaryFolder;
import io.parley.benchmarks.endings.SteadyRate.Times;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.contract.chat.Retention;
import io.parley.contract.log.EventTail;
import io.parley.infra.InfraConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * What happens when a node comes back after a long outage and a great many messages have had their time. They were sent two days ago, by
 * that node's clock, and lived for a day.
 */
final class Arrears implements Part {

    private static final int MESSAGES = 1_000_000;
    private static final int OF_A_CHAT = 500;
    private static final int OTHERS = 100;
    private static final int RATE = 500;
    private static final Duration AGO = Duration.ofDays(2);
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Those that were begun with the last messages are taken beside them, and nobody tells when. */
    private static final Duration SNAPSHOTS = Duration.ofSeconds(2);

    private static final double NANOS = 1e9;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int chats = plan.part(MESSAGES / OF_A_CHAT);
        int count = chats * OF_A_CHAT;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            long filled;
            progress.step("sending %,d messages that will all be due", count);
            try (Node before = Node.startOn(folder, Map.of(), InfraConfiguration.class, Earlier.class)) {
                fill(before, chats);
                filled = before.bean(EventTail.class).head();
            }
            progress.step("starting a node that finds them");
            long began = System.nanoTime();
            try (Node node = Node.startOn(folder, Map.of(), InfraConfiguration.class)) {
                return catchUp(node, filled, began, count, plan);
            }
        }
    }

    /** Deadlines are armed, but nobody looks for those that are due. */
    private static void fill(Node node, int count) throws InterruptedException {
        node.bean("expiryLifecycle", SmartLifecycle.class).stop();
        Commands commands = new Commands(node);
        Chats chats = Chats.open(commands, count, new Retention(LIFE, null));
        commands.sendAll(count * OF_A_CHAT, i -> chats.get(i % count).message(), answer -> {});
        Handled.awaitAll(node);
        Thread.sleep(SNAPSHOTS.toMillis());
    }

    private static Report catchUp(Node node, long filled, long began, int count, Plan plan) throws Exception {
        try (Expiries expiries = new Expiries(node, filled, (event, position) -> {})) {
            NodeTime before = NodeTime.of(node);
            Commands commands = new Commands(node);
            Chats others = Chats.open(commands, OTHERS, Retention.FOR_EVER);
            try (SteadyRate sending = SteadyRate.start(commands, others, RATE)) {
                expiries.await(count, PATIENCE);
                double seconds = (System.nanoTime() - began) / NANOS;
                Times with = sending.times();
                NodeTime spent = NodeTime.of(node).since(before);
                Handled.awaitAll(node);
                double handled = (System.nanoTime() - began) / NANOS;
                sending.during(Duration.ofSeconds(1));
                return report(seconds, handled, spent.perThousand(count), with, sending.during(plan.measured()), count);
            }
        }
    }

    private static Report report(double seconds, double handled, NodeTime cost, Times with, Times without, int count) {
        return new Report(
                "",
                """
                *Arrears*: a node starts and finds %,d messages, %d in each chat, that have had their time while none ran, and others begin \
                at once to send %d messages a second to %d chats. Without means after all that is done.""".formatted(count, OF_A_CHAT, RATE, OTHERS),
                "",
                List.of(
                        Ratio.figure(
                                "%,d due messages, from the start until all have expired".formatted(count),
                                seconds,
                                "s"),
                        Ratio.of("p99 of others' sending, with the arrears vs without", with.p99() / without.p99())),
                List.of(
                        new Table(
                                "Arrears",
                                List.of("", ""),
                                List.of(
                                        List.of("until all have expired, s", Numbers.plain(seconds)),
                                        List.of("until all that follows is done, s", Numbers.plain(handled)),
                                        List.of("messages a second", Numbers.plain(count / seconds)),
                                        List.of(
                                                "processor time of 1,000 expiries, others' sending included, s",
                                                Numbers.plain(cost.total())))),
                        SteadyRate.table("Others' sending meanwhile, ms", without, "with the arrears", with)),
                List.of(),
                List.of());
    }

    /** What time it was for the node that sent them. */
    @Configuration(proxyBeanMethods = false)
    static class Earlier {

        @Bean
        @Primary
        Clock twoDaysAgo() {
            return Clock.offset(Clock.systemUTC(), AGO.negated());
        }
    }
}
