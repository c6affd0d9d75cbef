package io.parley.query.purge;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the read tables say of destroyed messages: how many rows were deleted, and how many are left now. */
final class ReadTables {

    /** A message that was taken back leaves a row that holds no content. */
    private static final String MESSAGES = """
            SELECT 'history' AS store, (
                SELECT count(*) FROM unnest(:froms, :tos) AS r (first, last)
                JOIN views.message m ON m.chat_id = :chat AND m.sequence BETWEEN r.first AND r.last
                    AND (m.content IS NOT NULL OR NOT :tombstone)) AS rows
            UNION ALL SELECT 'mailbox', (
                SELECT count(*) FROM unnest(:froms, :tos) AS r (first, last)
                JOIN views.mailbox_lane l ON l.chat_id = :chat AND l.sequence BETWEEN r.first AND r.last
                WHERE NOT :tombstone)
            UNION ALL SELECT 'mailbox', (
                SELECT count(*) FROM unnest(:froms, :tos) AS r (first, last)
                JOIN views.mailbox b ON b.chat_id = :chat AND b.sequence BETWEEN r.first AND r.last
                WHERE NOT :tombstone AND NOT :whole)
            UNION ALL SELECT 'media', (
                SELECT coalesce(sum(m.objects), 0) FROM views.media m WHERE m.chat_id = :chat AND (:whole OR EXISTS (
                    SELECT FROM unnest(:froms, :tos) AS r (first, last) WHERE m.sequence BETWEEN r.first AND r.last)))""";

    /** A direct message without an end is in no index by its chat: it is looked for in the mailboxes of both sides. */
    private static final String WHOLE_CHAT = """
            UNION ALL SELECT 'mailbox', (
                SELECT count(*) FROM views.chat c
                JOIN views.chat_member s ON s.chat_id = c.chat_id
                JOIN views.mailbox b ON b.user_id = s.user_id AND b.chat_id = c.chat_id AND b.position < :position
                WHERE c.chat_id = :chat AND c.kind = 'DIRECT')
            UNION ALL SELECT 'inbox', (SELECT count(*) FROM views.inbox WHERE chat_id = :chat)
            UNION ALL SELECT 'receipt', (SELECT count(*) FROM views.receipt WHERE chat_id = :chat)""";

    /** Logins are remembered without what their devices were called. */
    private static final String ACCOUNT = """
            SELECT 'user' AS store, (SELECT count(*) FROM views.user_profile WHERE user_id = :user) AS rows
            UNION ALL SELECT 'session', (
                SELECT count(*) FROM views.session WHERE user_id = :user AND device_name IS NOT NULL)
            UNION ALL SELECT 'inbox', (SELECT count(*) FROM views.inbox WHERE user_id = :user)""";

    private final JdbcClient jdbc;

    ReadTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many rows of which table were deleted with an event. */
    Map<String, Long> deleted(long position) {
        return counts(jdbc.sql("SELECT store, deleted AS rows FROM views.deletion WHERE position = ?")
                .param(position));
    }

    /** How many rows are left of what was destroyed in a chat. */
    Map<String, Long> left(ChatId chatId, Destroyed destroyed) {
        return counts(jdbc.sql(destroyed.whole() ? MESSAGES + " " + WHOLE_CHAT : MESSAGES)
                .param("chat", chatId.value())
                .param("froms", column(destroyed.ranges(), SequenceRange::from))
                .param("tos", column(destroyed.ranges(), SequenceRange::to))
                .param("position", destroyed.position())
                .param("whole", destroyed.whole())
                .param("tombstone", destroyed.kind() == Kind.RETRACTION));
    }

    /** How many rows are left of an account. */
    Map<String, Long> left(UserId userId) {
        return counts(jdbc.sql(ACCOUNT).param("user", userId.value()));
    }

    private static Map<String, Long> counts(StatementSpec statement) {
        return statement.query(ReadTables::count).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    }

    private static Map.Entry<String, Long> count(ResultSet row, int number) throws SQLException {
        return Map.entry(row.getString("store"), row.getLong("rows"));
    }

    private static Long[] column(List<SequenceRange> ranges, ToLongFunction<SequenceRange> bound) {
        return ranges.stream().mapToLong(bound).boxed().toArray(Long[]::new);
    }
}
