package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SentMessage;
import io.parley.infra.InfraConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How late messages go: of many chats, each with a message, whose ends are spread over a minute. */
final class Lateness implements Part {

    private static final int CHATS = 10_000;
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final Duration BEFORE = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double GOAL = 1;
    private static final double MILLIS = 1_000;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int count = plan.mostly(CHATS);
        Duration spread = plan.quick() ? plan.measured() : SPREAD;
        try (Node node = Node.start(Map.of(), InfraConfiguration.class)) {
            progress.step("opening %,d chats whose messages expire within %d s", count, spread.toSeconds());
            Commands commands = new Commands(node);
            Chats chats = Chats.open(commands, count, i -> new Retention(life(spread, i, count), null));
            Watch watch = new Watch(node.bean(ProjectionProgress.class));
            try (Expiries expiries = new Expiries(node, watch::expired)) {
                commands.sendAll(count, i -> chats.get(i).message(), answer -> watch.sent((SentMessage) answer));
                progress.step("waiting for them to expire");
                boolean all = Handled.await(PATIENCE, () -> watch.lookAtRows() && expiries.messages() >= count);
                if (!all) {
                    throw new IllegalStateException("not all messages have expired within " + PATIENCE);
                }
            }
            return report(watch, rows(node) == 0, count, spread);
        }
    }

    private static Duration life(Duration spread, int number, int count) {
        return BEFORE.plusMillis(spread.toMillis() * number / count);
    }

    private static long rows(Node node) {
        return node.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM views.message")
                .query(Long.class)
                .single();
    }

    /** Takes the times. Rows are gone once the projections have handled the event; that they really are is looked at in the end. */
    private static final class Watch {

        private final ProjectionProgress progress;
        private final Map<ChatId, Instant> ends = new ConcurrentHashMap<>();
        private final Queue<Row> rows = new ConcurrentLinkedQueue<>();
        private final Histogram committed = new Histogram(TimeUnit.HOURS.toMillis(1), 3);
        private final Histogram gone = new Histogram(TimeUnit.HOURS.toMillis(1), 3);

        Watch(ProjectionProgress progress) {
            this.progress = progress;
        }

        void sent(SentMessage sent) {
            ends.put(sent.chatId(), Objects.requireNonNull(sent.expiresAt()));
        }

        void expired(MessagesExpired event, long position) {
            Instant end = Objects.requireNonNull(ends.get(event.chatId()), "expired before it was sent");
            committed.recordValue(since(end));
            rows.add(new Row(position, end));
        }

        private static long since(Instant end) {
            return Math.max(0, Duration.between(end, Instant.now()).toMillis());
        }

        /** True if none is left that is in the log. */
        boolean lookAtRows() {
            long position = progress.position(Processors.HISTORY);
            for (Row row = rows.peek(); row != null && row.position <= position; row = rows.peek()) {
                gone.recordValue(since(row.end));
                rows.remove();
            }
            return rows.isEmpty();
        }

        private record Row(long position, Instant end) {}
    }

    private static Report report(Watch watch, boolean rowsAreGone, int count, Duration spread) {
        List<Ratio> ratios = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        ratios.add(Ratio.figureAtMost(GOAL, "lateness of an expiry, p99", seconds(watch.committed, 99), "s"));
        rows.add(row("the event is committed", watch.committed));
        if (rowsAreGone) {
            ratios.add(Ratio.figureAtMost(
                    GOAL, "lateness of an expiry until its row is gone, p99", seconds(watch.gone, 99), "s"));
            rows.add(row("the row is gone", watch.gone));
        }
        return new Report(
                "",
                """
                *How late messages go*: %,d chats with a message each, whose ends are spread over %d s. From a message's `expiresAt` \
                until its `MessagesExpired` is committed%s.""".formatted(
                                count,
                                spread.toSeconds(),
                                rowsAreGone
                                        ? ", and until its row is gone from the history"
                                        : "; the read tables have kept its row"),
                "",
                ratios,
                List.of(new Table("Lateness, s", List.of("until", "p50", "p99", "longest"), rows)),
                List.of(),
                List.of());
    }

    private static List<String> row(String name, Histogram times) {
        return List.of(
                name,
                Numbers.plain(seconds(times, 50)),
                Numbers.plain(seconds(times, 99)),
                Numbers.plain(seconds(times, 100)));
    }

    private static double seconds(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / MILLIS;
    }
}
