package io.parley.projection.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.Audience.Pair;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.batch.BulkStatement.Rows;
import io.parley.projection.ending.Deletions;
import io.parley.projection.ending.NotedGone;
import java.util.List;

/**
 * How rows of mailboxes go.
 *
 * <p>Those of messages that had their time go with the event. What was filled later than that, since a lane was late, stays: it names a
 * message that nobody can read. Of a direct message that was taken back the position must be looked up, which is left to the {@link
 * io.parley.projection.cleaning.ViewsCleaner}; what was brought to lanes of it stays, for it tells who has the empty message in a history
 * that has ended, and how the message fared. When a chat goes its spells end with it; its rows are left to the cleaner.
 */
final class MailboxEndings {

    private static final String NAME = MailboxProjection.NAME;

    private static final BulkStatement<Taken> TAKE_BACK = BulkStatement.<Taken>columns()
            .id(row -> row.event().chatId())
            .number(row -> row.event().sequence())
            .number(Taken::position)
            .id(row -> row.pair().first())
            .id(row -> row.pair().second())
            .into("""
                    INSERT INTO views.mailbox_retracted (chat_id, sequence, position, one_side, other_side)
                    SELECT * FROM unnest(?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, sequence) DO NOTHING""");

    private static final BulkStatement<Expired> EXPIRE = expired("""
            WITH ended AS (SELECT * FROM unnest(?, ?, ?, ?, ?) AS n (chat_id, first, last, position, lanes)),
            retracted AS (
                DELETE FROM views.mailbox_retracted r USING ended n
                WHERE r.chat_id = n.chat_id AND r.sequence BETWEEN n.first AND n.last),
            gone AS (
                DELETE FROM views.mailbox b USING ended n
                WHERE b.chat_id = n.chat_id AND b.sequence BETWEEN n.first AND n.last
                RETURNING n.position, n.chat_id)
            """);

    private static final BulkStatement<Expired> EXPIRE_IN_LANES = expired("""
            WITH ended AS (
                SELECT n.chat_id, n.first, n.last, n.position, lane
                FROM unnest(?, ?, ?, ?, ?) AS n (chat_id, first, last, position, lanes)
                CROSS JOIN LATERAL generate_series(0, n.lanes - 1) AS lane),
            filled AS (
                DELETE FROM views.mailbox_lane l USING ended n
                WHERE l.chat_id = n.chat_id AND l.lane = n.lane AND l.sequence BETWEEN n.first AND n.last
                    AND l.position < n.position
                RETURNING n.position, n.chat_id),
            abandoned AS (
                DELETE FROM views.mailbox_abandoned a USING ended n
                WHERE a.chat_id = n.chat_id AND a.lane = n.lane AND a.sequence BETWEEN n.first AND n.last
                    AND a.position < n.position
                RETURNING n.position, n.chat_id),
            gone AS (SELECT * FROM filled UNION ALL SELECT * FROM abandoned)
            """);

    private static final BulkStatement<NotedGone> END = BulkStatement.<NotedGone>columns()
            .id(row -> row.event().chatId())
            .number(NotedGone::position)
            .into("""
                    UPDATE views.mailbox_spell s
                    SET until_position = n.position
                    FROM unnest(?, ?) AS n (chat_id, position)
                    WHERE s.chat_id = n.chat_id AND s.until_position IS NULL""");

    private static final BulkStatement<NotedGone> GO = NotedGone.by(NAME);

    /** In the order in which those of a batch are written: after all that fills mailboxes. */
    static final List<BulkStatement<?>> STATEMENTS = List.of(TAKE_BACK, EXPIRE, EXPIRE_IN_LANES, END, GO);

    private MailboxEndings() {}

    private static BulkStatement<Expired> expired(String sql) {
        return BulkStatement.<Expired>columns()
                .id(row -> row.event().chatId())
                .number(row -> row.range().from())
                .number(row -> row.range().to())
                .number(Expired::position)
                .number(Expired::lanes)
                .into(sql + Deletions.recordAtOnce(NAME));
    }

    /** What an event ends; as a rule nothing. */
    static List<Rows<?>> of(ParleyEvent event, long position) {
        if (event instanceof MessageRetracted retracted && retracted.audience() instanceof Pair pair) {
            return List.of(TAKE_BACK.of(new Taken(retracted, pair, position)));
        }
        if (event instanceof MessagesExpired expired) {
            List<Expired> rows = expired.ranges().stream()
                    .map(range -> new Expired(expired, range, position))
                    .toList();
            return List.of((expired.audience() instanceof Pair ? EXPIRE : EXPIRE_IN_LANES).of(rows));
        }
        if (event instanceof ChatGone gone) {
            NotedGone noted = new NotedGone(gone, position);
            return gone.audience() instanceof Pair ? List.of(GO.of(noted)) : List.of(END.of(noted), GO.of(noted));
        }
        return List.of();
    }

    private record Taken(MessageRetracted event, Pair pair, long position) {}

    private record Expired(MessagesExpired event, SequenceRange range, long position) {

        long lanes() {
            return event.audience() instanceof Audience.Group group
                    ? group.lanes().size()
                    : 0;
        }
    }
}
