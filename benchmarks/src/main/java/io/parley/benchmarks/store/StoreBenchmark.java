package io.parley.benchmarks.store;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Report;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.bus.CommandBusConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.store.StoreConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * Appends to the log as groups of commands do, against raw inserts; then the same, and both ways of reading, at a log of many
 * events against one of few. What is compared takes turns.
 */
public final class StoreBenchmark implements Benchmark {

    static final int WRITERS = 2;
    static final int USUAL_BATCH = 32;
    static final List<Integer> BATCHES = List.of(1, USUAL_BATCH, 256);

    private static final long FEW = 10_000;
    private static final int EVENTS_A_SECOND = 4_000;

    private final long many;
    private final long manyQuick;

    /** With as many events as the figures to reach speak of. */
    public StoreBenchmark() {
        this(10_000_000, 1_000_000);
    }

    StoreBenchmark(long many, long manyQuick) {
        this.many = many;
        this.manyQuick = manyQuick;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String description() {
        return "appends to the log against raw inserts, and with 10,000,000 events (quick: 1,000,000) against 10,000";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        StoreResults results = new StoreResults(FEW, plan.quick() ? manyQuick : many);
        progress.step("starting");
        try (Node node = start()) {
            againstRaw(node, plan, progress, results);
            againstFew(node, plan, progress, results);
            return results.report(node.postgresVersion(), plan);
        }
    }

    /** The tail does not look while others are measured: nobody here follows the log. */
    private static Node start() throws IOException {
        return Node.start(
                Map.of("parley.store.tail.poll-interval", "1h"),
                DatabaseConfiguration.class,
                MessagingConfiguration.class,
                StoreConfiguration.class,
                CommandBusConfiguration.class,
                AxonConfiguration.class);
    }

    private static void againstRaw(Node node, Plan plan, Progress progress, StoreResults results) throws Exception {
        RawWriter raw = new RawWriter(node.bean(DataSource.class), serializer(node));
        raw.prepare();
        Writer log = log(node);
        Writing writing = new Writing(WRITERS);
        writing.rate(log, batches(node, plan, USUAL_BATCH));
        writing.rate(raw, batches(node, plan, USUAL_BATCH));
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int size : BATCHES) {
                double ours = writing.rate(log, batches(node, plan, size));
                double plain = writing.rate(raw, batches(node, plan, size));
                results.append(size, ours, plain);
                progress.step(
                        "round %d of %d: %d at once: %,.0f events/s, raw %,.0f",
                        round, plan.rounds(), size, ours, plain);
            }
        }
    }

    private void againstFew(Node large, Plan plan, Progress progress, StoreResults results) throws Exception {
        try (Node small = start()) {
            Log much = new Log(large, results.many());
            much.fill(progress);
            Log little = new Log(small, FEW);
            for (int round = 0; round <= plan.rounds(); round++) {
                little.fill(progress);
                Measured few = measure(small, little, plan);
                Measured many = measure(large, much, plan);
                if (round > 0) { // the first one is for warming up
                    results.sizes(few, many);
                    progress.step(
                            "round %d of %d: %,.0f events/s with %,d in the log, %,.0f with %,d",
                            round, plan.rounds(), few.append(), FEW, many.append(), results.many());
                }
            }
        }
    }

    /** Reads first: what is appended makes a small log larger. */
    private static Measured measure(Node node, Log log, Plan plan) throws Exception {
        int times = (int) (20 * Math.max(1, plan.measured().toSeconds()));
        log.readTail(times / 4); // what is read for the first time after a fill comes from elsewhere
        log.readChats(times / 4);
        double tail = log.readTail(times);
        double chat = log.readChats(times);
        return new Measured(new Writing(WRITERS).rate(log(node), batches(node, plan, USUAL_BATCH)), tail, chat);
    }

    private static Writer log(Node node) {
        return new LogWriter(node.bean(EventStorageEngine.class), node.bean(TransactionManager.class));
    }

    /** Fewer where each has a commit of its own. */
    private static List<List<DomainEventMessage<?>>> batches(Node node, Plan plan, int size) {
        int events = (int) (EVENTS_A_SECOND * plan.measured().toMillis() / 1_000) / (size == 1 ? 10 : 1);
        return new Messages(serializer(node)).batches(Math.max(1, events / size), size);
    }

    private static Serializer serializer(Node node) {
        return node.bean("eventSerializer", Serializer.class);
    }

    /**
     * What a log of one size does.
     *
     * @param append events appended in a second
     * @param tail milliseconds to read its last page
     * @param chat milliseconds to read all events of a chat
     */
    record Measured(double append, double tail, double chat) {}
}
