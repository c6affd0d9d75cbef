package io.parley.query.message;

import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.query.chat.KnownSpell;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a chat's history as far as it falls into a viewer's spells. Each spell is a range of the history's index, read from its end
 * and no further than the page is long, so that the length of the history costs nothing.
 */
final class SpelledHistory {

    private static final String SQL =
            """
            SELECT m.*
            FROM unnest(:afters, :untils, :lanes, :ends) AS s (after_sequence, until_sequence, lane, until_position)
            CROSS JOIN LATERAL (
                SELECT {columns} FROM views.message
                WHERE chat_id = :chat
                    AND sequence > greatest(s.after_sequence, :after)
                    AND sequence < :before AND sequence <= s.until_sequence
                    AND (s.until_position = {lasting} OR EXISTS (
                        SELECT FROM views.mailbox_lane l
                        WHERE l.chat_id = :chat AND l.lane = s.lane AND l.sequence = message.sequence
                            AND l.position < s.until_position))
                ORDER BY sequence {order} LIMIT :limit) m
            ORDER BY m.sequence {order} LIMIT :limit""".replace("{columns}", StoredMessage.COLUMNS).replace("{lasting}", Long.toString(KnownSpell.LASTING));

    private static final String UPWARDS = SQL.replace("{order}", "ASC");
    private static final String DOWNWARDS = SQL.replace("{order}", "DESC");

    private final JdbcClient jdbc;

    SpelledHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The messages next above {@code after}, upwards, if the query has such a bound; else the newest ones, downwards. */
    List<StoredMessage> find(FindMessages query, List<KnownSpell> spells, int limit) {
        Long before = query.before();
        Long after = query.after();
        return jdbc.sql(after == null ? DOWNWARDS : UPWARDS)
                .param("afters", column(spells, KnownSpell::afterSequence))
                .param("untils", column(spells, KnownSpell::untilSequence))
                .param("lanes", column(spells, KnownSpell::lane))
                .param("ends", column(spells, KnownSpell::untilPosition))
                .param("chat", query.chatId().value())
                .param("after", after == null ? 0L : after)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query((row, number) -> StoredMessage.of(row))
                .list();
    }

    private static Long[] column(List<KnownSpell> spells, ToLongFunction<KnownSpell> value) {
        return spells.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }
}
