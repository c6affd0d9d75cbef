package io.parley.infra.purge.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern READ_TABLE = Pattern.compile("FROM views\\.(\\w+)");

    private final JdbcClient jdbc;
    private final Sought sought;

    RowSearch(JdbcClient jdbc, Sought sought) {
        this.jdbc = jdbc;
        this.sought = sought;
    }

    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        if (sought.isErasure()) {
            looks.addAll(looks(ACCOUNT));
        } else {
            looks.addAll(looks(MESSAGES));
            if (sought.whole()) {
                looks.addAll(looks(WHOLE_CHAT));
            }
        }
        if (sought.whole()) {
            looks.addAll(looks(WORK));
        }
        return looks;
    }

    /** In the tables that serve, and in those beside them that were rebuilt or have served before (docs/adr/0048). */
    private List<Look> looks(String sql) {
        List<Look> looks = new ArrayList<>(looks(sql, "%s"));
        for (String part : sql.split("UNION ALL")) {
            Matcher table = READ_TABLE.matcher(part);
            if (table.find() && isBeside(table.group(1))) {
                looks.addAll(looks(part.replace(table.group(), "FROM shadow." + table.group(1)), "beside, %s"));
            }
        }
        return looks;
    }

    private boolean isBeside(String table) {
        return jdbc.sql("SELECT to_regclass('shadow.' || ?) IS NOT NULL")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private List<Look> looks(String sql, String place) {
        return about(sql)
                .query((row, number) -> Look.at(
                        place.formatted(row.getString(1).formatted(row.getLong(2))),
                        row.getLong(3) > 0,
                        row.getLong(3) + " are there that should not be"))
                .list();
    }

    private StatementSpec about(String sql) {
        return jdbc.sql(sql)
                .param("subject", UUID.fromString(sought.subject()))
                .param("tombstones", sought.leavesTombstones())
                .param("whole", sought.whole())
                .param("position", sought.position())
                .param("froms", sought.froms())
                .param("tos", sought.tos());
    }
}
