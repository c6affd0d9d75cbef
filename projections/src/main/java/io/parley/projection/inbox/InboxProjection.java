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
 * Fills {@code views.inbox}: a chat enters its members' inboxes when it is opened, moves to the top with each message, and
 * bears the owner's read mark.
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
            .number(Opened::position)
            .into("""
                    INSERT INTO views.inbox (user_id, chat_id, kind, peer_id, message_ttl_ms, expires_at,
                        activity, last_sequence, read_sequence)
                    SELECT n.*, 0, 0
                    FROM unnest(?, ?, ?, ?, ?, ?, ?)
                        AS n (user_id, chat_id, kind, peer_id, message_ttl_ms, expires_at, activity)
                    ON CONFLICT (user_id, chat_id) DO NOTHING""");

    private static final BulkStatement<Active> MOVE_UP = BulkStatement.<Active>columns()
            .id(Active::userId)
            .id(Active::chatId)
            .number(Active::sequence)
            .number(Active::position)
            .into("""
                    UPDATE views.inbox i
                    SET activity = n.activity, last_sequence = greatest(i.last_sequence, n.last_sequence)
                    FROM (
                        SELECT user_id, chat_id, max(last_sequence) AS last_sequence, max(activity) AS activity
                        FROM unnest(?, ?, ?, ?) AS u (user_id, chat_id, last_sequence, activity)
                        GROUP BY user_id, chat_id) n
                    WHERE i.user_id = n.user_id AND i.chat_id = n.chat_id AND i.activity < n.activity""");

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
        super(NAME, List.of("views.inbox"), List.of(OPEN, MOVE_UP, READ), jdbc, transactions);
    }

    @EventHandler
    void on(DirectChatOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Opened> rows = event.audience().members().stream()
                .map(member -> new Opened(event, member, position))
                .toList();
        write(position, OPEN.of(rows));
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        long position = positionOf(token);
        List<Active> rows = event.audience().members().stream()
                .map(member -> new Active(member, event.chatId(), event.sequence(), position))
                .toList();
        write(position, MOVE_UP.of(rows));
    }

    @EventHandler
    void on(ReceiptAdvanced event, TrackingToken token) {
        write(positionOf(token), READ.of(event));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private record Opened(DirectChatOpened event, UserId userId, long position) {}

    private record Active(UserId userId, ChatId chatId, long sequence, long position) {}
}
