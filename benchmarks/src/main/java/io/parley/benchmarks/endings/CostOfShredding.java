package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.contract.chat.Retention;
import io.parley.infra.InfraConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What shredding costs: messages that live for two seconds, and their end, against messages that live for ever, in turns. */
final class CostOfShredding implements Part {

    private static final int CHATS = 1_000;
    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double GOAL = 10;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        try (Node node = Node.start(Map.of(), InfraConfiguration.class)) {
            Commands commands = new Commands(node);
            Chats lasting = Chats.open(commands, plan.mostly(CHATS), Retention.FOR_EVER);
            Chats brief = Chats.open(commands, plan.mostly(CHATS), new Retention(LIFE, null));
            Costs toLast = new Costs();
            Costs toGo = new Costs();
            Measuring measuring = new Measuring(node, commands, plan.shortRound());
            progress.step("what shredding costs: warming up");
            measuring.round(lasting, false);
            measuring.round(brief, true);
            measuring.asks.set(0);
            measuring.expired.set(0);
            for (int round = 1; round <= plan.rounds(); round++) {
                toLast.add(measuring.round(lasting, false));
                toGo.add(measuring.round(brief, true));
                progress.step(
                        "round %d of %d: %.2f s of processor time for 1,000 sends, with their expiry %.2f s",
                        round, plan.rounds(), toLast.last(), toGo.last());
            }
            return report(toLast, toGo, measuring, plan);
        }
    }

    /** Sends for a while and waits for all that comes of it. */
    private static final class Measuring {

        private final Node node;
        private final Commands commands;
        private final Duration duration;
        private final AtomicLong asks = new AtomicLong();
        private final AtomicLong expired = new AtomicLong();

        Measuring(Node node, Commands commands, Duration duration) {
            this.node = node;
            this.commands = commands;
            this.duration = duration;
        }

        NodeTime round(Chats chats, boolean expire) throws Exception {
            try (Expiries expiries = new Expiries(node, (event, position) -> asks.incrementAndGet())) {
                NodeTime before = NodeTime.of(node);
                long sent = commands.sendFor(duration, chats.inTurns());
                if (expire) {
                    expiries.await(sent, PATIENCE);
                    expired.addAndGet(sent);
                }
                Handled.awaitAll(node);
                return NodeTime.of(node).since(before).perThousand(sent);
            }
        }

        double messagesAtOnce() {
            return (double) expired.get() / asks.get();
        }
    }

    private static Report report(Costs toLast, Costs toGo, Measuring measuring, Plan plan) {
        double expiry = toGo.total() - toLast.total();
        return new Report(
                "",
                """
                *What shredding costs*: the same for messages that live for %d s, until the last of them has expired and all that \
                follows from that is done, in turns with messages that live for ever. What an expiry costs is the difference.""".formatted(LIFE.toSeconds()),
                "",
                List.of(
                        Ratio.figureAtMost(
                                GOAL,
                                "what shredding adds to the processor time of a send",
                                expiry / toLast.total() * 100,
                                "%"),
                        Ratio.figure("processor time of a send", toLast.total(), "ms"),
                        Ratio.figure("processor time of an expiry", expiry, "ms"),
                        Ratio.figure("messages that expire at once", measuring.messagesAtOnce(), "a chat")),
                List.of(Costs.table(
                        "Processor time of 1,000 messages, s",
                        Map.entry("that live for ever", toLast),
                        Map.entry("with their expiry after %d s".formatted(LIFE.toSeconds()), toGo))),
                List.of(),
                List.of());
    }
}
