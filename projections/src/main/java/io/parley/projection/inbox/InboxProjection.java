package io.parley.projection.inbox;

import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.inbox}, where a chat is entered for each member when it is opened, with the member's read mark, and {@code
 * views.chat_activity}, by which chats are put in order: one row for a chat, moved on by each message.
 */
public final class InboxProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "inbox";

    private static final BulkStatement<Opened> OPEN = BulkStatement.<Opened>columns()
            .id(Opened::userId)
            .id(row -> row.event().chatId())
            .word(row -> ChatKind.DIRECT)
            .id(row -> row.event().audience().other(row.userId()))
            .numberOrNull(row -> millis(row.event().messageTtl()))
            .time(row -> row.event().expiresAt())
            .into("""
                    INSERT INTO views.inbox (user_id, chat_id, kind, peer_id, message_ttl_ms, expires_at, read_sequence)
                    SELECT n.*, 0
                    FROM unnest(?, ?, ?, ?, ?, ?) AS n (user_id, chat_id, kind, peer_id, message_ttl_ms, expires_at)
                    ON CONFLICT (user_id, chat_id) DO NOTHING""");

    private static final BulkStatement<Active> BEGIN = BulkStatement.<Active>columns()
            .id(Active::chatId)
            .number(Active::sequence)
            .number(Active::position)
            .into("""
                    INSERT INTO views.chat_activity (chat_id, last_sequence, activity)
                    SELECT * FROM unnest(?, ?, ?)
                    ON CONFLICT (chat_id) DO NOTHING""");

    private static final BulkStatement<Active> MOVE_UP = BulkStatement.<Active>columns()
            .id(Active::chatId)
            .number(Active::sequence)
            .number(Active::position)
            .into("""
                    UPDATE views.chat_activity a
                    SET activity = n.activity, last_sequence = greatest(a.last_sequence, n.last_sequence)
                    FROM (
                        SELECT chat_id, max(last_sequence) AS last_sequence, max(activity) AS activity
                        FROM unnest(?, ?, ?) AS u (chat_id, last_sequence, activity)
                        GROUP BY chat_id) n
                    WHERE a.chat_id = n.chat_id AND a.activity < n.activity""");

    private static final BulkStatement<ReceiptAdvanced> READ = BulkStatement.<ReceiptAdvanced>columns()
            .id(ReceiptAdvanced::userId)
            .id(ReceiptAdvanced::chatId)
            .number(ReceiptAdvanced::read)
            .into("""
                    UPDATE views.inbox i
                    SET read_sequence = n.read_sequence
                    FROM (
                        SELECT user_id, chat_id, max(read_sequence) AS read_sequence
                        FROM unnest(?, ?, ?) AS u (user_id, chat_id, read_sequence)
                        GROUP BY user_id, chat_id) n
                    WHERE i.user_id = n.user_id AND i.chat_id = n.chat_id AND i.read_sequence < n.read_sequence""");

    /** A projection that writes with these. */
    public InboxProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of("views.inbox", "views.chat_activity"),
                List.of(OPEN, BEGIN, MOVE_UP, READ),
                jdbc,
                transactions);
    }

    @EventHandler
    void on(DirectChatOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Opened> rows = event.audience().members().stream()
                .map(member -> new Opened(event, member))
                .toList();
        write(position, OPEN.of(rows), BEGIN.of(new Active(event.chatId(), 0, position)));
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        long position = positionOf(token);
        write(position, MOVE_UP.of(new Active(event.chatId(), event.sequence(), position)));
    }

    @EventHandler
    void on(ReceiptAdvanced event, TrackingToken token) {
        write(positionOf(token), READ.of(event));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private record Opened(DirectChatOpened event, UserId userId) {}

    private record Active(ChatId chatId, long sequence, long position) {}
}
