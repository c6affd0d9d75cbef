package io.parley.benchmarks.rotation;

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
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rotates the keys of many messages, of each of whose chats one was shredded: the dearest case, for all of them have to be wrapped anew.
 * From the beginning to the end, with the waiting and with VACUUM.
 */
public final class RotationBenchmark implements Benchmark {

    private static final int GOAL = 50_000;
    private static final int MESSAGES_OF_A_CHAT = 100;

    private final int chats;
    private final int chatsQuick;

    /** With 200,000 messages. */
    public RotationBenchmark() {
        this(2_000, 500);
    }

    RotationBenchmark(int chats, int chatsQuick) {
        this.chats = chats;
        this.chatsQuick = chatsQuick;
    }

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public String description() {
        return "rotates 200,000 keys of messages (quick: 50,000) in chats of which one message each was shredded";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int many = plan.quick() ? chatsQuick : chats;
        progress.step("making %,d chats with %,d messages each", many, MESSAGES_OF_A_CHAT);
        try (Node node = ShreddedChats.startNode()) {
            ShreddedChats filled = new ShreddedChats(node, many, MESSAGES_OF_A_CHAT);
            List<Double> rates = new ArrayList<>();
            filled.shredOneOfEach();
            rotate(node); // for warming up
            for (int round = 1; round <= plan.rounds(); round++) {
                filled.shredOneOfEach();
                Rotation ended = rotate(node);
                rates.add(rate(ended));
                progress.step("round %d of %d: %,d keys at %,.0f/s", round, plan.rounds(), ended.done(), rate(ended));
            }
            return report(node.postgresVersion(), many, Medians.of(rates), plan);
        }
    }

    private static Rotation rotate(Node node) throws InterruptedException {
        KeyRotations rotations = node.bean(KeyRotations.class);
        rotations.start();
        Rotation now = rotations.latest().orElseThrow();
        while (now.endedAt() == null) {
            if (now.failure() != null) {
                throw new IllegalStateException("the rotation failed: " + now.failure());
            }
            Thread.sleep(5);
            now = rotations.latest().orElseThrow();
        }
        return now;
    }

    private static double rate(Rotation ended) {
        Duration took = Duration.between(ended.beganAt(), ended.endedAt() == null ? ended.beganAt() : ended.endedAt());
        return ended.done() * 1e9 / Math.max(1, took.toNanos());
    }

    private static Report report(String postgres, int many, double rate, Plan plan) {
        return new Report(
                "Rotation of keys",
                ("%s chats with %d messages each in an embedded PostgreSQL with `fsync` on; of each chat one message was shredded, so that"
                                + " all keys of its others are wrapped anew. Measured from the beginning of a rotation to its end, with"
                                + " the key file, the waiting for older transactions, and VACUUM; medians of %d round(s) after one that"
                                + " does not count.")
                        .formatted(Numbers.plain(many), MESSAGES_OF_A_CHAT, plan.rounds()),
                postgres,
                List.of(Ratio.figureAtLeast(GOAL, "keys rotated", rate, "keys/s")),
                List.of(new Table(
                        "Keys wrapped anew per second",
                        List.of("chats", "messages each", "keys/s"),
                        List.of(List.of(
                                Numbers.plain(many), Integer.toString(MESSAGES_OF_A_CHAT), Numbers.plain(rate))))),
                List.of(new Plot("Keys wrapped anew", "keys per second", List.of(new Bar("rotation", rate, true)))),
                List.of("Counted are keys that were wrapped anew; the keys of chats that were replaced come on top."));
    }
}
