package io.parley.benchmarks.seals;

import io.parley.audit.verify.LogVerification;
import io.parley.audit.verify.Verification;
import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.commands.Chats;
import io.parley.benchmarks.commands.Load;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.bus.CommandBusConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.seal.SealingConfiguration;
import io.parley.infra.signing.Ed25519;
import io.parley.infra.signing.Ed25519Signer;
import io.parley.infra.store.StoreConfiguration;
import io.parley.infra.wiring.CommandSideConfiguration;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;

/** Sends messages to a node that seals its log and to one that does not, in turns, and verifies what was sealed. */
public final class SealsBenchmark implements Benchmark {

    private static final int IN_FLIGHT = 64;
    private static final double GOAL_COST = 5;
    private static final double GOAL_LAG = 2;
    private static final double GOAL_RATE = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int chats;

    /** With as many chats as other figures have. */
    public SealsBenchmark() {
        this(1_000);
    }

    SealsBenchmark(int chats) {
        this.chats = chats;
    }

    @Override
    public String name() {
        return "seals";
    }

    @Override
    public String description() {
        return "what sealing the log costs those who send, and how fast it is verified";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        progress.step("starting a node that seals, and one that does not");
        try (Side sealing = Side.start(true, chats);
                Side plain = Side.start(false, chats)) {
            sealing.send(plan.warmUp());
            plain.send(plan.warmUp());
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                without.add(plain.send(plan.measured()));
                sealing.awaitSealed(); // what is left of the round before is not this one's
                with.add(sealing.send(plan.measured()));
                progress.step(
                        "round %d of %d: %,.0f messages/s, without sealing %,.0f",
                        round, plan.rounds(), with.get(round - 1), without.get(round - 1));
            }
            double lag = sealing.lagWhileSending(plan.measured());
            progress.step("at full load an event is sealed after %.2f s at most", lag);
            sealing.awaitSealed();
            Verified verified = sealing.verify(plan.rounds(), progress);
            return report(plan, sealing, with, without, lag, verified);
        }
    }

    private Report report(
            Plan plan, Side sealing, List<Double> with, List<Double> without, double lag, Verified verified) {
        double cost = 100 * (1 - Medians.of(with) / Medians.of(without));
        return new Report(
                "Seals: what sealing costs, and how fast the log is verified",
                ("Messages by commands, %d under way at once, in %,d chats, to a node that seals its log and to one that does not, in"
                                + " turns: %d round(s) of %d s. Then the log that was sealed, %,d events, is verified by as many threads as there"
                                + " are cores, while its PostgreSQL shares them.")
                        .formatted(
                                IN_FLIGHT, chats, plan.rounds(), plan.measured().toSeconds(), verified.events()),
                sealing.node.postgresVersion(),
                List.of(
                        Ratio.figureAtMost(GOAL_COST, "what sealing takes of the messages", cost, "%"),
                        Ratio.figureAtMost(GOAL_LAG, "longest until an event is sealed, at full load", lag, "s"),
                        Ratio.figureAtLeast(GOAL_RATE, "verified", Medians.of(verified.rates()), "events/s")),
                List.of(new Table(
                        "Messages per second",
                        List.of("", "median", "rounds"),
                        List.of(row("sealing", with), row("without", without)))),
                List.of(),
                List.of(
                        "The time until an event is sealed is looked at ten times a second: how old the first one is that is not."));
    }

    private static List<String> row(String name, List<Double> rates) {
        return List.of(
                name,
                Numbers.plain(Medians.of(rates)),
                String.join(", ", rates.stream().map(Numbers::plain).toList()));
    }

    /** How fast it was verified. */
    private record Verified(long events, List<Double> rates) {}

    /** A node, and who sends to it. */
    private record Side(Node node, Load load) implements AutoCloseable {

        private static final String OLDEST =
                "SELECT coalesce(extract(epoch FROM clock_timestamp() - recorded_at), 0) FROM"
                        + " events.event WHERE position = 1 + (SELECT coalesce(max(last_position), 0) FROM events.seal)";
        private static final String UNSEALED = "SELECT (SELECT coalesce(max(position), 0) FROM events.event)"
                + " - (SELECT coalesce(max(last_position), 0) FROM events.seal)";
        private static final Duration EVERY = Duration.ofMillis(100);

        static Side start(boolean sealing, int chats) throws IOException {
            Node node = Node.start(
                    Map.of("parley.sealing.enabled", Boolean.toString(sealing)),
                    DatabaseConfiguration.class,
                    MessagingConfiguration.class,
                    KeyringConfiguration.class,
                    AccountConfiguration.class,
                    PurgeConfiguration.class,
                    StoreConfiguration.class,
                    SealingConfiguration.class,
                    CommandBusConfiguration.class,
                    AxonConfiguration.class,
                    CommandSideConfiguration.class);
            try {
                CommandBus bus = node.bean(CommandBus.class);
                return new Side(node, new Load(bus, Chats.open(bus, chats)));
            } catch (RuntimeException e) {
                node.close();
                throw e;
            }
        }

        double send(Duration time) throws InterruptedException {
            Load.Sent sent = load.send(IN_FLIGHT, 0, time);
            if (sent.failed() + sent.rejected() > 0) {
                throw new IllegalStateException("%d messages failed".formatted(sent.failed() + sent.rejected()));
            }
            return sent.rate();
        }

        private double ask(String query) throws SQLException {
            try (var connection = node.bean(DataSource.class).getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(query)) {
                return row.next() ? row.getDouble(1) : 0;
            }
        }

        double lagWhileSending(Duration time) throws InterruptedException, SQLException {
            Thread sender = new Thread(() -> {
                try {
                    send(time);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            sender.start();
            double longest = 0;
            while (sender.isAlive()) {
                longest = Math.max(longest, ask(OLDEST));
                Thread.sleep(EVERY.toMillis());
            }
            return longest;
        }

        void awaitSealed() throws SQLException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (ask(UNSEALED) > 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the log was not sealed within " + PATIENCE);
                }
                Thread.sleep(EVERY.toMillis());
            }
        }

        Verified verify(int rounds, Progress progress) throws Exception {
            DataSource source = node.bean(DataSource.class);
            LogVerification verification = new LogVerification(
                    source::getConnection, keys(), Runtime.getRuntime().availableProcessors());
            List<Double> rates = new ArrayList<>();
            long events = 0;
            for (int round = 0; round <= rounds; round++) {
                long began = System.nanoTime();
                Verification result = verification.run(null, List.of(), (looked, all) -> {});
                if (!result.holds() || result.unsealed() > 0) {
                    throw new IllegalStateException("the log does not verify: " + result.findings());
                }
                events = result.events();
                double rate = events / ((System.nanoTime() - began) / 1e9);
                if (round > 0) {
                    rates.add(rate);
                    progress.step("%,d events verified, %,.0f a second", events, rate);
                }
            }
            return new Verified(events, rates);
        }

        private Map<String, PublicKey> keys() throws GeneralSecurityException {
            Ed25519Signer key = node.bean(Ed25519Signer.class);
            return Map.of(key.keyId(), Ed25519.publicKey(key.all().get(0).publicKey()));
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
