package io.parley.query.mailbox;

import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A mailbox as its projection has filled it: the user's own rows, and what was brought to lanes and told to groups within the user's
 * spells there, by the rules of {@link io.parley.contract.chat.Spell}. Each spell is a range of an index, read no further than the
 * page is long. No position comes twice: an event is addressed in one way, and the spells of a user in a chat do not meet.
 */
final class MailboxRows {

    private static final String SQL = """
            WITH spell AS MATERIALIZED (
                SELECT chat_id, lane, after_sequence, from_position, coalesce(until_position, {lasting}) AS until_position
                FROM views.mailbox_spell
                WHERE user_id = :user AND from_position <= :upTo
                    AND (until_position IS NULL OR until_position > :after))
            (SELECT position FROM views.mailbox
                WHERE user_id = :user AND position > :after AND position <= :upTo
                ORDER BY position LIMIT :limit)
            UNION ALL
            SELECT brought.position
            FROM spell s CROSS JOIN LATERAL (
                SELECT position FROM views.mailbox_lane
                WHERE chat_id = s.chat_id AND lane = s.lane AND sequence > s.after_sequence
                    AND position > greatest(s.from_position, :after)
                    AND position < s.until_position AND position <= :upTo
                ORDER BY position LIMIT :limit) brought
            UNION ALL
            SELECT told.position
            FROM spell s CROSS JOIN LATERAL (
                SELECT position FROM views.mailbox_chat
                WHERE chat_id = s.chat_id AND position >= s.from_position AND position > :after
                    AND position <= least(s.until_position, :upTo)
                ORDER BY position LIMIT :limit) told
            ORDER BY position LIMIT :limit""".replace("{lasting}", Long.toString(Long.MAX_VALUE));

    private final JdbcClient jdbc;

    MailboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The positions of a page, in order; as many as the limit, if there are so many up to {@code upTo}. */
    List<Long> find(FindMailbox query, long upTo) {
        return jdbc.sql(SQL)
                .param("user", query.userId().value())
                .param("after", query.after())
                .param("upTo", upTo)
                .param("limit", query.limit())
                .query(Long.class)
                .list();
    }
}
