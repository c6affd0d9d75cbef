package io.parley.query.message;

import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.query.chat.KnownSpell;
import io.parley.query.chat.Living;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads a chat's history as far as it falls into a viewer's spells. Each spell is a range of the history's index, read from its end
 * and no further than the page is long, so that the length of the history costs nothing. One spell that lasts, as nearly everybody
 * has, is a plain range, which the database answers in a third of the time.
 */
final class SpelledHistory {

    private static final String IN_ONE = """
            SELECT {columns} FROM views.message
            WHERE chat_id = :chat AND sequence > :after AND sequence < :before AND {living}
            ORDER BY sequence {order} LIMIT :limit""";

    /** When a message was brought is a subselect of its own, lest the database should hash all that ever was brought to a lane. */
    private static final String IN_SEVERAL = """
            SELECT m.*
            FROM unnest(:afters, :untils, :lanes, :ends) AS s (after_sequence, until_sequence, lane, until_position)
            CROSS JOIN LATERAL (
                SELECT {columns} FROM views.message
                WHERE chat_id = :chat AND sequence > greatest(s.after_sequence, :after)
                    AND sequence < :before AND sequence <= s.until_sequence AND {living}
                    AND (s.until_position = {lasting} OR s.until_position > (
                        SELECT l.position FROM views.mailbox_lane l
                        WHERE l.chat_id = :chat AND l.lane = s.lane AND l.sequence = message.sequence
                        ORDER BY l.position LIMIT 1))
                ORDER BY sequence {order} LIMIT :limit) m
            ORDER BY m.sequence {order} LIMIT :limit""";

    private final JdbcClient jdbc;
    private final Living living;

    SpelledHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.living = new Living(clock);
    }

    /** The messages next above {@code after}, upwards, if the query has such a bound; else the newest ones, downwards. */
    List<StoredMessage> find(FindMessages query, List<KnownSpell> spells, int limit) {
        boolean plain = spells.size() == 1 && spells.get(0).lasts();
        Long before = query.before();
        StatementSpec statement = plain ? inOne(query, spells.get(0)) : inSeveral(query, spells);
        return statement
                .param("chat", query.chatId().value())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("now", living.now(spells.get(0)))
                .param("limit", limit)
                .query((row, number) -> StoredMessage.of(row))
                .list();
    }

    private StatementSpec inOne(FindMessages query, KnownSpell spell) {
        return jdbc.sql(ordered(IN_ONE, query)).param("after", Math.max(spell.afterSequence(), after(query)));
    }

    private StatementSpec inSeveral(FindMessages query, List<KnownSpell> spells) {
        return jdbc.sql(ordered(IN_SEVERAL, query))
                .param("afters", column(spells, KnownSpell::afterSequence))
                .param("untils", column(spells, KnownSpell::untilSequence))
                .param("lanes", column(spells, KnownSpell::lane))
                .param("ends", column(spells, KnownSpell::untilPosition))
                .param("after", after(query));
    }

    private static String ordered(String sql, FindMessages query) {
        return sql.replace("{columns}", StoredMessage.COLUMNS)
                .replace("{living}", Living.CONDITION)
                .replace("{lasting}", Long.toString(KnownSpell.LASTING))
                .replace("{order}", query.after() == null ? "DESC" : "ASC");
    }

    private static long after(FindMessages query) {
        Long after = query.after();
        return after == null ? 0 : after;
    }

    private static Long[] column(List<KnownSpell> spells, ToLongFunction<KnownSpell> value) {
        return spells.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }
}
