package io.parley.infra.purge.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Looks for rows of what is gone in the read tables, and of whole chats and accounts in those of schema {@code work} too. Unlike the server,
 * which asks its indexes, it looks at each row of the chat or account.
 */
final class RowSearch {

    /** A message that was taken back leaves a row that holds no content, and a mailbox holds none of any. */
    private static final String MESSAGES = """
            SELECT 'history, %s rows of the chat' AS place, count(*) AS looked, count(*) FILTER (WHERE
                (m.content IS NOT NULL OR m.key_id IS NOT NULL OR NOT :tombstones) AND (:whole OR EXISTS (
                    SELECT FROM unnest(:froms, :tos) AS r (first, last) WHERE m.sequence BETWEEN r.first AND r.last))) AS found
            FROM views.message m WHERE m.chat_id = :subject
            UNION ALL SELECT 'mailboxes, %s rows of the chat', count(*), count(*) FILTER (WHERE
                NOT :tombstones AND (:whole AND b.position < :position OR EXISTS (
                    SELECT FROM unnest(:froms, :tos) AS r (first, last) WHERE b.sequence BETWEEN r.first AND r.last)))
            FROM views.mailbox b WHERE b.chat_id = :subject
            UNION ALL SELECT 'mailboxes of groups, %s rows of the chat', count(*), count(*) FILTER (WHERE
                NOT :tombstones AND (:whole OR EXISTS (
                    SELECT FROM unnest(:froms, :tos) AS r (first, last) WHERE l.sequence BETWEEN r.first AND r.last)))
            FROM views.mailbox_lane l WHERE l.chat_id = :subject
            UNION ALL SELECT 'media, %s rows of the chat', count(*), count(*) FILTER (WHERE
                :whole OR EXISTS (
                    SELECT FROM unnest(:froms, :tos) AS r (first, last) WHERE m.sequence BETWEEN r.first AND r.last))
            FROM views.media m WHERE m.chat_id = :subject""";

    private static final String WHOLE_CHAT = """
            SELECT 'inboxes, %s rows of the chat' AS place, count(*) AS looked, count(*) AS found
            FROM views.inbox WHERE chat_id = :subject
            UNION ALL SELECT 'receipts, %s rows of the chat', count(*), count(*)
            FROM views.receipt WHERE chat_id = :subject
            UNION ALL SELECT 'steps of receipts, %s rows of the chat', count(*), count(*)
            FROM views.receipt_step WHERE chat_id = :subject""";

    private static final String ACCOUNT = """
            SELECT 'profiles, %s rows of the account' AS place, count(*) AS looked, count(*) AS found
            FROM views.user_profile WHERE user_id = :subject
            UNION ALL SELECT 'sessions, %s rows of the account', count(*), count(*) FILTER (WHERE device_name IS NOT NULL)
            FROM views.session WHERE user_id = :subject
            UNION ALL SELECT 'inboxes, %s rows of the account', count(*), count(*)
            FROM views.inbox WHERE user_id = :subject
            UNION ALL SELECT 'passwords, %s rows of the account', count(*), count(*)
            FROM work.credentials WHERE user_id = :subject""";

    private static final String WORK = """
            SELECT 'snapshots, %s rows' AS place, count(*) AS looked,
                count(*) FILTER (WHERE aggregate_id = :subject::text) AS found FROM work.snapshot
            UNION ALL SELECT 'dead letters, %s rows', count(*), count(*) FILTER (WHERE aggregateidentifier = :subject::text)
            FROM work.dead_letter""";

    private final JdbcClient jdbc;
    private final Sought sought;

    RowSearch(JdbcClient jdbc, Sought sought) {
        this.jdbc = jdbc;
        this.sought = sought;
    }

    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        if (sought.isErasure()) {
            looks.addAll(looks(about(ACCOUNT)));
        } else {
            looks.addAll(looks(messages()));
            if (sought.whole()) {
                looks.addAll(looks(about(WHOLE_CHAT)));
            }
        }
        if (sought.whole()) {
            looks.addAll(looks(about(WORK)));
        }
        return looks;
    }

    private StatementSpec about(String sql) {
        return jdbc.sql(sql).param("subject", UUID.fromString(sought.subject()));
    }

    private StatementSpec messages() {
        return about(MESSAGES)
                .param("tombstones", sought.leavesTombstones())
                .param("whole", sought.whole())
                .param("position", sought.position())
                .param("froms", sought.froms())
                .param("tos", sought.tos());
    }

    private static List<Look> looks(StatementSpec statement) {
        return statement
                .query((row, number) -> Look.at(
                        row.getString("place").formatted(row.getLong("looked")),
                        row.getLong("found") > 0,
                        row.getLong("found") + " are there that should not be"))
                .list();
    }
}
