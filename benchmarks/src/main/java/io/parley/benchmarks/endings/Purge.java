package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.endings.Chats.Chat;
import io.parley.benchmarks.endings.SteadyRate.Times;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Ratio;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.report.Table;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.Retention;
import io.parley.infra.InfraConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long it takes to purge a large chat, and how others fare who send meanwhile. */
final class Purge implements Part {

    private static final int MESSAGES = 100_000;
    private static final int OTHERS = 100;
    private static final int RATE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double SECONDS_GOAL = 5;
    private static final double TIMES_GOAL = 2;
    private static final double NANOS = 1e9;

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        int count = plan.mostly(MESSAGES);
        try (Node node = Node.start(Map.of(), InfraConfiguration.class)) {
            Commands commands = new Commands(node);
            Chats chats = Chats.open(commands, OTHERS + 1, Retention.FOR_EVER);
            Chat large = chats.get(OTHERS);
            Chats others = chats.first(OTHERS);
            progress.step("filling a chat with %,d messages", count);
            commands.sendAll(count, i -> large.message(), answer -> {});
            Handled.awaitAll(node);
            try (SteadyRate sending = SteadyRate.start(commands, others, RATE)) {
                sending.during(plan.warmUp());
                Times without = sending.during(plan.measured());
                progress.step("purging it");
                sending.begin();
                Gone gone = purge(node, commands, large);
                return report(gone, without, sending.times(), count);
            }
        }
    }

    private static Gone purge(Node node, Commands commands, Chat chat) throws InterruptedException {
        JdbcClient jdbc = node.bean(JdbcClient.class);
        String key = jdbc.sql("SELECT key_id::text FROM work.keyring WHERE owner = ? AND kind = 'chat'")
                .param(chat.id().toString())
                .query(String.class)
                .single();
        long began = System.nanoTime();
        commands.await(new PurgeChat(chat.id(), chat.member()));
        double answered = since(began);
        if (!Handled.await(PATIENCE, () -> isEmpty(jdbc, "work.keyring WHERE wrapped_by = ?", key))) {
            throw new IllegalStateException("keys of the chat were still there after " + PATIENCE);
        }
        double keys = since(began);
        Handled.awaitAll(node);
        String id = chat.id().toString();
        boolean rows = Handled.await(
                PATIENCE,
                () -> isEmpty(jdbc, "views.message WHERE chat_id = ?::uuid", id)
                        && isEmpty(jdbc, "views.gone_chat WHERE chat_id = ?::uuid AND cleaned_at IS NULL", id));
        return new Gone(answered, keys, rows ? since(began) : Double.POSITIVE_INFINITY);
    }

    private static boolean isEmpty(JdbcClient jdbc, String rows, String of) {
        return !jdbc.sql("SELECT EXISTS (SELECT FROM " + rows + ")")
                .param(of)
                .query(Boolean.class)
                .single();
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / NANOS;
    }

    /** After how many seconds what was gone. */
    private record Gone(double answered, double keys, double rows) {

        boolean keptRows() {
            return Double.isInfinite(rows);
        }
    }

    private static Report report(Gone gone, Times without, Times with, int count) {
        double all = gone.keptRows() ? gone.keys : Math.max(gone.keys, gone.rows);
        return new Report(
                "",
                """
                *How long a purge takes*: a direct chat with %,d messages, while others send %d messages a second to %d chats. Their times \
                run from when a message was due to be sent until it is durable; with the purge means from its command until nothing \
                is left of the chat.%s""".formatted(
                                count,
                                RATE,
                                OTHERS,
                                gone.keptRows()
                                        ? " Of the read tables nothing had been removed after %d s; that does not count."
                                                .formatted(PATIENCE.toSeconds())
                                        : ""),
                "",
                List.of(
                        Ratio.figureAtMost(
                                SECONDS_GOAL,
                                "purge of %,d messages, until %s gone"
                                        .formatted(count, gone.keptRows() ? "keys are" : "keys and rows are"),
                                all,
                                "s"),
                        Ratio.atMost(
                                TIMES_GOAL,
                                "p99 of others' sending, with the purge vs without",
                                with.p99() / without.p99())),
                List.of(
                        new Table(
                                "Purge, s",
                                List.of("", "after"),
                                List.of(
                                        List.of("answered: the chat is gone", Numbers.plain(gone.answered)),
                                        List.of("no key of its messages is left", Numbers.plain(gone.keys)),
                                        List.of(
                                                "no row of its messages is left",
                                                gone.keptRows() ? "–" : Numbers.plain(gone.rows)))),
                        SteadyRate.table("Others' sending, ms", without, "with the purge", with)),
                List.of(),
                List.of());
    }
}
