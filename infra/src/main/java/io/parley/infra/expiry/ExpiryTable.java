package io.parley.infra.expiry;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.parley.command.chat.ExpiryDeadlines;
import io.parley.contract.id.ChatId;
import io.parley.infra.database.DeferredWrites;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The table {@code work.expiry_deadline}, of which a chat has one row at most. Whoever works on a deadline while another is armed for its
 * chat finds that the row's version has changed, and leaves it due: the chat is asked once more. Blocking.
 */
final class ExpiryTable implements ExpiryDeadlines {

    static final String TASK = "chat-expiry";

    private static final String ARM = """
            INSERT INTO work.expiry_deadline AS d (task_name, task_instance, execution_time, picked, version)
            SELECT ?, n.chat, min(n.at), false, 1 FROM unnest(?::text[], ?::timestamptz[]) AS n (chat, at) GROUP BY n.chat
            ON CONFLICT (task_name, task_instance) DO UPDATE
            SET execution_time = least(d.execution_time, excluded.execution_time), version = d.version + 1
            WHERE d.picked OR excluded.execution_time < d.execution_time""";

    private static final String REMOVE =
            "DELETE FROM work.expiry_deadline WHERE task_name = ? AND task_instance = ? AND version = ?";

    private static final String SET_BACK = """
            UPDATE work.expiry_deadline
            SET execution_time = CASE WHEN version = ? THEN coalesce(?::timestamptz, execution_time) ELSE execution_time END,
                picked = false, picked_by = NULL, last_heartbeat = NULL, consecutive_failures = 0, version = version + 1
            WHERE task_name = ? AND task_instance = ?""";

    /** Chats under a legal hold have none. What is due only later is found by a later sweep. */
    private static final String MEND = """
            INSERT INTO work.expiry_deadline (task_name, task_instance, execution_time, picked, version)
            SELECT ?, due.chat_id::text, min(due.at), false, 1
            FROM (
                SELECT chat_id, expires_at AS at FROM views.message WHERE expires_at < ?
                UNION ALL
                SELECT chat_id, expires_at FROM views.chat WHERE expires_at < ?) due
            JOIN views.chat c ON c.chat_id = due.chat_id AND c.gone_position IS NULL AND c.held_since IS NULL
            WHERE NOT EXISTS (
                SELECT FROM work.expiry_deadline d WHERE d.task_name = ? AND d.task_instance = due.chat_id::text)
            GROUP BY due.chat_id LIMIT ?
            ON CONFLICT (task_name, task_instance) DO NOTHING""";

    private final JdbcClient jdbc;
    private final DeferredWrites.Sink<Armed> armed = new Arming();

    ExpiryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Armed(ChatId chatId, Instant at) {}

    @Override
    public void arm(ChatId chatId, Instant at) {
        DeferredWrites.add(armed, new Armed(chatId, at));
    }

    /** Says when a chat is to be asked again, after it was asked; null for never. */
    void settle(Execution asked, @Nullable Instant next) {
        if (next == null && remove(asked)) {
            return;
        }
        jdbc.sql(SET_BACK)
                .param(asked.version)
                .param(next == null ? null : next.atOffset(ZoneOffset.UTC))
                .params(asked.getTaskName(), asked.getId())
                .update();
    }

    private boolean remove(Execution asked) {
        return jdbc.sql(REMOVE)
                        .params(asked.getTaskName(), asked.getId(), asked.version)
                        .update()
                == 1;
    }

    /**
     * Arms a deadline for chats in which something is due soon and that have none.
     *
     * @param soon until when
     * @param most for how many chats at most
     * @return for how many
     */
    int mend(Instant soon, int most) {
        Object until = soon.atOffset(ZoneOffset.UTC);
        return jdbc.sql(MEND).params(TASK, until, until, TASK, most).update();
    }

    /** For how long the one that waits longest has been due. */
    Duration lateness(Instant now) {
        return jdbc.sql("SELECT execution_time FROM work.expiry_deadline ORDER BY execution_time LIMIT 1")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(due -> Duration.between(due, now))
                .filter(late -> !late.isNegative())
                .orElse(Duration.ZERO);
    }

    private final class Arming implements DeferredWrites.Sink<Armed> {

        @Override
        public void write(List<Armed> rows) {
            jdbc.sql(ARM)
                    .param(TASK)
                    .param(new SqlArrayValue(
                            "text",
                            rows.stream().map(row -> row.chatId().toString()).toArray()))
                    .param(new SqlArrayValue(
                            "timestamptz",
                            rows.stream().map(row -> row.at().toString()).toArray()))
                    .update();
        }

        @Override
        public void dropped(Armed row) {
            // nothing was remembered of it
        }
    }
}
