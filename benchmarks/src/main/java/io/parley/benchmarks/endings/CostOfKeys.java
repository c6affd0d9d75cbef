package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Plot;
import io.parley.benchmarks.report.Plot.Bar;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.contract.chat.Retention;
import io.parley.infra.InfraConfiguration;
import java.util.List;
import java.util.Map;

/** What encryption and keyring cost: a node of record against one whose messages rest as they are, in turns. */
final class CostOfKeys implements Part {

    private static final int CHATS = 1_000;
    private static final double GOAL = 25;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        progress.step("starting a node with its keyring and one without");
        try (Node keyring = Node.start(Map.of(), InfraConfiguration.class);
                Node plain = Node.start(Map.of(), InfraConfiguration.class, PlainVault.Instead.class)) {
            Sending encrypted = sending(keyring, plan);
            Sending unencrypted = sending(plain, plan);
            progress.step("warming up");
            for (int round = 0; round < Costs.warmUps(plan); round++) {
                encrypted.round(plan);
                unencrypted.round(plan);
            }
            Costs with = new Costs();
            Costs without = new Costs();
            for (int round = 1; round <= Costs.rounds(plan); round++) {
                if (round % 2 == 1) { // what is compiled meanwhile is not always paid for by the same
                    with.add(encrypted.round(plan));
                    without.add(unencrypted.round(plan));
                } else {
                    without.add(unencrypted.round(plan));
                    with.add(encrypted.round(plan));
                }
                progress.step(
                        "round %d of %d: %.2f s of processor time for 1,000 sends, without keys %.2f s",
                        round, Costs.rounds(plan), with.last(), without.last());
            }
            return report(keyring.postgresVersion(), with, without, plan);
        }
    }

    private static Sending sending(Node node, Plan plan) throws Exception {
        Commands commands = new Commands(node);
        return new Sending(node, commands, Chats.open(commands, plan.mostly(CHATS), Retention.FOR_EVER));
    }

    private record Sending(Node node, Commands commands, Chats chats) {

        NodeTime round(Plan plan) throws Exception {
            NodeTime before = NodeTime.of(node);
            long sent = commands.sendFor(plan.shortRound(), chats.inTurns());
            Handled.awaitAll(node);
            return NodeTime.of(node).since(before).perThousand(sent);
        }
    }

    private static Report report(String postgres, Costs with, Costs without, Plan plan) {
        double share = with.total() / without.total() - 1;
        return new Report(
                "Endings: what goes at its time",
                """
                *What encryption and keyring cost*: processor time of the node's process, which sends too, and of its PostgreSQL, from \
                the first of many `SendMessage` until all that follows from the last is done, read tables too. 64 under way, %,d direct \
                chats, medians of %d round(s) of %d s, in turns with a node that is the same but for its `MessageVault`: that one \
                keeps messages as JSON with a digest of their text, encrypts nothing and writes no keys.""".formatted(
                                plan.mostly(CHATS),
                                Costs.rounds(plan),
                                plan.shortRound().toSeconds()),
                postgres,
                List.of(Ratio.figureAtMost(
                        GOAL, "what encryption and keyring add to the processor time of a send", share * 100, "%")),
                List.of(Costs.table(
                        "Processor time of 1,000 sends, s",
                        Map.entry("with keys", with),
                        Map.entry("without", without))),
                List.of(new Plot(
                        "Processor time of 1,000 sends",
                        "s",
                        List.of(new Bar("with keys", with.total(), true), new Bar("without", without.total(), false)))),
                List.of());
    }
}
