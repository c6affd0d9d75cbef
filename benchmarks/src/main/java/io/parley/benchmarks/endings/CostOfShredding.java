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

/**
 * What shredding costs: messages that live for two seconds, and their end, on a node of record against one that lets them go but keeps
 * their keys, in turns; and beside them messages that live for ever.
 */
final class CostOfShredding implements Part {

    private static final int CHATS = 1_000;
    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double GOAL = 10;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        progress.step("starting a node that shreds and one that keeps all keys");
        try (Node shredding = Node.start(Map.of(), InfraConfiguration.class);
                Node keeping = Node.start(Map.of(), InfraConfiguration.class, KeepingVault.Instead.class)) {
            KeepingVault.stopDeletion(keeping);
            Measuring with = new Measuring(shredding, plan);
            Measuring without = new Measuring(keeping, plan);
            progress.step("what shredding costs: warming up");
            for (int round = 0; round < Costs.warmUps(plan); round++) {
                with.round(progress);
                without.round(progress);
            }
            with.forget();
            without.forget();
            for (int round = 1; round <= Costs.rounds(plan); round++) {
                progress.step("round %d of %d", round, Costs.rounds(plan));
                (round % 2 == 1 ? with : without)
                        .round(progress); // what is compiled is not always paid for by the same
                (round % 2 == 1 ? without : with).round(progress);
            }
            return report(with, without, plan);
        }
    }

    /** Sends to chats of either kind in turns, and waits for all that comes of it. */
    private static final class Measuring {

        private final Node node;
        private final Commands commands;
        private final Duration duration;
        private final Chats lasting;
        private final Chats brief;
        private final List<String> processors;
        private final AtomicLong asks = new AtomicLong();
        private final AtomicLong expired = new AtomicLong();
        private Costs toLast = new Costs();
        private Costs toGo = new Costs();

        Measuring(Node node, Plan plan) throws Exception {
            this.node = node;
            this.commands = new Commands(node);
            this.duration = plan.shortRound();
            this.lasting = Chats.open(commands, plan.mostly(CHATS), Retention.FOR_EVER);
            this.brief = Chats.open(commands, plan.mostly(CHATS), new Retention(LIFE, null));
            this.processors = KeepingVault.isIn(node) ? Handled.READ_TABLES : Handled.ALL;
        }

        void round(Progress progress) throws Exception {
            toLast.add(round(lasting, false));
            toGo.add(round(brief, true));
            progress.step(
                    "%s: %.2f s of processor time for 1,000 sends, with their expiry %.2f s",
                    KeepingVault.isIn(node) ? "keeping keys" : "shredding", toLast.last(), toGo.last());
        }

        private NodeTime round(Chats chats, boolean expire) throws Exception {
            try (Expiries expiries = new Expiries(node, (event, position) -> asks.incrementAndGet())) {
                NodeTime before = NodeTime.of(node);
                long sent = commands.sendFor(duration, chats.inTurns());
                if (expire) {
                    expiries.await(sent, PATIENCE);
                    expired.addAndGet(sent);
                }
                Handled.awaitAll(node, processors);
                return NodeTime.of(node).since(before).perThousand(sent);
            }
        }

        void forget() {
            toLast = new Costs();
            toGo = new Costs();
            asks.set(0);
            expired.set(0);
        }

        double messagesAtOnce() {
            return (double) expired.get() / asks.get();
        }
    }

    private static Report report(Measuring with, Measuring without, Plan plan) {
        double send = with.toLast.total();
        double expiry = with.toGo.total() - send;
        double shredding = with.toGo.total() - without.toGo.total();
        return new Report(
                "",
                """
                *What shredding costs*: the same for messages that live for %d s, until the last of them has expired and all that \
                follows from that is done, in turns with a node on which they go from everywhere but whose keys stay: that one \
                destroys none, keeps no ledger of them, and has no processor that removes and writes down what is left. What an \
                expiry costs altogether is what it adds to messages that live for ever. Rounds differ by a quarter, by how many messages \
                of a chat happen to go at once: a figure below that, or a negative one, is not to be told from chance.""".formatted(LIFE.toSeconds()),
                "",
                List.of(
                        Ratio.figureAtMost(
                                GOAL,
                                "what shredding adds to the processor time of a send",
                                shredding / send * 100,
                                "%"),
                        Ratio.figure("processor time of a send", send, "ms"),
                        Ratio.figure("processor time of an expiry, shredding included", expiry, "ms"),
                        Ratio.figure("messages that expire at once", with.messagesAtOnce(), "a chat")),
                List.of(Costs.table(
                        "Processor time of 1,000 messages, s",
                        Map.entry("that live for ever", with.toLast),
                        Map.entry("with their expiry after %d s".formatted(LIFE.toSeconds()), with.toGo),
                        Map.entry("with their expiry, keys kept", without.toGo))),
                List.of(),
                List.of());
    }
}
