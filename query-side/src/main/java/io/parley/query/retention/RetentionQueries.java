package io.parley.query.retention;

import io.parley.contract.retention.RetentionPreview;
import io.parley.contract.retention.RetentionPreview.Day;
import io.parley.contract.retention.RetentionQuery.FindRetentionPreview;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers operators' questions about how long messages live. It reads the whole history, within the time that a statement may take:
 * something that is asked now and then, not often.
 */
public final class RetentionQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.CHAT, ReadModel.HISTORY);

    /** One row for what is too old already, which is in no day; one for each day; one for all. */
    private static final String PREVIEW = """
            SELECT over.day, grouping(over.day) AS all_days,
                count(*) FILTER (WHERE NOT over.held) AS messages,
                count(*) FILTER (WHERE over.held) AS held,
                count(DISTINCT over.chat_id) FILTER (WHERE NOT over.held) AS chats,
                min(over.ends) FILTER (WHERE NOT over.held) AS first_at,
                max(over.ends) FILTER (WHERE NOT over.held) AS last_at
            FROM (
                SELECT m.chat_id, c.held_since IS NOT NULL AS held, greatest(m.sent_at + n.longest, n.now) AS ends,
                    CASE WHEN m.sent_at + n.longest > n.now THEN date_trunc('day', m.sent_at + n.longest, 'UTC') END AS day
                FROM (SELECT ?::timestamptz AS now, ? * interval '1 millisecond' AS longest) n
                CROSS JOIN views.message m
                JOIN views.chat c ON c.chat_id = m.chat_id
                WHERE c.gone_position IS NULL AND NOT m.retracted
                    AND (m.expires_at IS NULL OR m.expires_at > greatest(m.sent_at + n.longest, n.now))
                    AND (c.expires_at IS NULL OR c.expires_at > greatest(m.sent_at + n.longest, n.now))) over
            GROUP BY GROUPING SETS ((over.day), ())
            ORDER BY over.day""";

    private final JdbcClient jdbc;
    private final Answers answers;
    private final Clock clock;

    /** A handler that reads with these. */
    public RetentionQueries(JdbcClient jdbc, Answers answers, Clock clock) {
        this.jdbc = jdbc;
        this.answers = answers;
        this.clock = clock;
    }

    @QueryHandler
    CompletableFuture<RetentionPreview> handle(FindRetentionPreview query) {
        return answers.of(query.atLeast(), NEEDED, () -> preview(query, clock.instant()));
    }

    private RetentionPreview preview(FindRetentionPreview query, Instant now) {
        List<Part> parts = jdbc.sql(PREVIEW)
                .param(OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param(query.longest().toMillis())
                .query((row, number) -> Part.of(row))
                .list();
        Part all = parts.stream().filter(Part::ofAllDays).findFirst().orElseThrow();
        List<Day> days = parts.stream()
                .filter(part -> part.messages() > 0)
                .flatMap(Part::asDay)
                .toList();
        long later = days.stream().mapToLong(Day::messages).sum();
        return new RetentionPreview(
                now,
                all.chats(),
                all.messages(),
                all.messages() - later,
                days,
                all.firstAt(),
                all.lastAt(),
                all.held());
    }

    private record Part(
            @Nullable Instant day,
            boolean ofAllDays,
            long messages,
            long held,
            long chats,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {

        static Part of(ResultSet row) throws SQLException {
            return new Part(
                    Rows.timeOrNull(row, "day"),
                    row.getInt("all_days") == 1,
                    row.getLong("messages"),
                    row.getLong("held"),
                    row.getLong("chats"),
                    Rows.timeOrNull(row, "first_at"),
                    Rows.timeOrNull(row, "last_at"));
        }

        private Stream<Day> asDay() {
            return day == null ? Stream.empty() : Stream.of(new Day(day, messages));
        }
    }
}
