package io.parley.benchmarks.look;

import io.parley.audit.look.EventSearch;
import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.contract.audit.EventFilter;
import io.parley.infra.database.DatabaseConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Fills a log with events of many chats, one after the other in turns, and asks for those of one chat, of a user and of all. */
public final class LookBenchmark implements Benchmark {

    private static final int ALL_EVENTS = 10_000_000;
    private static final int EVENTS_OF_A_CHAT = 100;
    private static final int CHATS_ASKED = 300;
    private static final double GOAL_MILLIS = 200;
    private static final double MILLIS = 1e6;
    private static final double SECONDS = 1e9;

    private final int events;

    /** With as many events as the figure to reach speaks of. */
    public LookBenchmark() {
        this(ALL_EVENTS);
    }

    LookBenchmark(int events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "look";
    }

    @Override
    public String description() {
        return "how long audit log takes for one chat, and for all of the log";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int count = plan.mostly(events);
        int chats = Math.max(1, count / EVENTS_OF_A_CHAT);
        progress.step("starting a PostgreSQL");
        try (Node node = Node.start(Map.of(), DatabaseConfiguration.class);
                Connection connection = node.bean(DataSource.class).getConnection()) {
            FilledLog log = new FilledLog(connection, chats);
            log.fill(count, progress);
            EventSearch search = new EventSearch(connection);
            progress.step("asking for %,d chats", CHATS_ASKED);
            List<Double> times = chats(search, chats);
            progress.step("asking for a user in all of the log");
            double rate = count / seconds(search, UUID.randomUUID());
            return report(node, count, chats, times, rate);
        }
    }

    /** How long each took, in milliseconds, the shortest first. */
    private static List<Double> chats(EventSearch search, int chats) throws SQLException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < CHATS_ASKED; i++) {
            int chat = (int) ((i * 7_919L) % chats); // all over the log
            long began = System.nanoTime();
            long found = found(search, null, FilledLog.chat(chat));
            times.add((System.nanoTime() - began) / MILLIS);
            if (found == 0) {
                throw new IllegalStateException("chat " + chat + " has no events");
            }
        }
        Collections.sort(times);
        return times;
    }

    private static double seconds(EventSearch search, UUID user) throws SQLException {
        long began = System.nanoTime();
        found(search, user, null);
        return (System.nanoTime() - began) / SECONDS;
    }

    private static long found(EventSearch search, @Nullable UUID user, @Nullable UUID chat) throws SQLException {
        AtomicLong found = new AtomicLong();
        search.find(new EventFilter(chat, user, null, null, null, null, 1, Long.MAX_VALUE), 0, event -> {
            found.incrementAndGet();
            return true;
        });
        return found.get();
    }

    private static Report report(Node node, int events, int chats, List<Double> times, double rate) {
        double p99 = times.get(times.size() * 99 / 100);
        return new Report(
                "Look: how long audit log takes",
                ("A log of %,d events of %,d chats, one after the other in turns, so that those of one chat lie all over it. %d chats are"
                                + " asked for one by one, each with all its events; then a user whom no event names, for which all of the log is"
                                + " read.")
                        .formatted(events, chats, CHATS_ASKED),
                node.postgresVersion(),
                List.of(
                        Ratio.figureAtMost(GOAL_MILLIS, "one chat's events, p99", p99, "ms"),
                        Ratio.figure("looked through for a user", rate, "events/s")),
                List.of(new Table(
                        "One chat's events, milliseconds",
                        List.of("p50", "p95", "p99", "slowest", "fastest"),
                        List.of(List.of(
                                Numbers.plain(times.get(times.size() / 2)),
                                Numbers.plain(times.get(times.size() * 95 / 100)),
                                Numbers.plain(p99),
                                Numbers.plain(times.get(times.size() - 1)),
                                Numbers.plain(times.get(0)))))),
                List.of(),
                List.of(
                        "The log was written just before, and what the machine's memory holds of it need not be read from the disk."));
    }
}
