package io.parley.query.delivery;

import io.parley.contract.chat.ChatKind;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.Rows;
import io.parley.query.chat.KnownSpell;
import io.parley.query.chat.Living;
import io.parley.query.receipt.ReceiptRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where messages stand from the read tables. */
final class StandingRows {

    private static final String MESSAGE = """
            SELECT m.sender_id, m.sequence, m.sent_at, m.position, c.kind
            FROM views.message m JOIN views.chat c ON c.chat_id = m.chat_id
            WHERE m.message_id = :message AND m.chat_id = :chat AND m.sequence > :after
                AND """ + Living.CONDITION.replace("expires_at", "m.expires_at");

    /** What came of it in each lane is found once for all who sit there. */
    private static final String AUDIENCE = """
            WITH filled AS MATERIALIZED (
                SELECT l.lane, f.position, f.filled_at, f.tries
                FROM (SELECT DISTINCT lane FROM views.chat_member WHERE chat_id = :chat) l
                CROSS JOIN LATERAL (
                    SELECT position, filled_at, tries FROM views.mailbox_lane
                    WHERE chat_id = :chat AND lane = l.lane AND sequence = :sequence
                    ORDER BY position LIMIT 1) f),
            abandoned AS MATERIALIZED (
                SELECT lane, position, tries FROM views.mailbox_abandoned
                WHERE chat_id = :chat AND sequence = :sequence)
            SELECT m.user_id, m.lane, coalesce(m.until_position, {lasting}) AS until_position,
                delivered.marked_at AS delivered_at, read.marked_at AS read_at,
                filled.position AS filled_position, filled.filled_at, filled.tries AS filled_tries,
                abandoned.position AS abandoned_position, abandoned.tries AS abandoned_tries
            FROM {audience}
            LEFT JOIN filled ON filled.lane = m.lane
            LEFT JOIN abandoned ON abandoned.lane = m.lane
            WHERE {addressed}
            ORDER BY {order}""".replace("{lasting}", Long.toString(KnownSpell.LASTING))
            .replace("{audience}", ReceiptRows.AUDIENCE)
            .replace("{addressed}", ReceiptRows.ADDRESSED)
            .replace("{order}", ReceiptRows.ORDER);

    private final JdbcClient jdbc;
    private final Living living;

    StandingRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.living = new Living(clock);
    }

    /** What was sent before the viewer joined is no message to the viewer, nor is what has had its time. */
    Optional<TracedMessage> message(FindMessageDeliveries query, KnownSpell spell) {
        return jdbc.sql(MESSAGE)
                .param("message", query.messageId().value())
                .param("chat", query.chatId().value())
                .param("after", spell.afterSequence())
                .param("now", living.now(spell))
                .query((row, number) -> new TracedMessage(
                        new UserId(Rows.id(row, "sender_id")),
                        row.getLong("sequence"),
                        Rows.time(row, "sent_at"),
                        row.getLong("position"),
                        ChatKind.valueOf(row.getString("kind")) == ChatKind.DIRECT))
                .optional();
    }

    /** Those to whom it was addressed, in order of joining. */
    List<Standing> audience(ChatId chatId, TracedMessage message) {
        return jdbc.sql(AUDIENCE)
                .param("chat", chatId.value())
                .param("sender", message.senderId().value())
                .param("sequence", message.sequence())
                .query((row, number) -> standing(row, message))
                .list();
    }

    private static Standing standing(ResultSet row, TracedMessage message) throws SQLException {
        return new Standing(
                new UserId(Rows.id(row, "user_id")),
                row.getInt("lane"),
                row.getLong("until_position"),
                message.direct() ? LaneFilling.direct(message) : LaneFilling.of(row),
                Rows.timeOrNull(row, "delivered_at"),
                Rows.timeOrNull(row, "read_at"));
    }
}
