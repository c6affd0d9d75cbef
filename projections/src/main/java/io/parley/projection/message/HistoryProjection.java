package io.parley.projection.message;

import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.message}. Copies ciphertext; never sees a text. */
public final class HistoryProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "history";

    /** A message that comes again is passed over; another one with the same identifier is a conflict and fails. */
    private static final BulkStatement<Sent> SEND = BulkStatement.<Sent>columns()
            .id(row -> row.event().chatId())
            .number(row -> row.event().sequence())
            .id(row -> row.event().messageId())
            .id(row -> row.event().senderId())
            .time(row -> row.event().sentAt())
            .time(row -> row.event().expiresAt())
            .sealed(row -> row.event().content())
            .id(row -> row.event().replyTo())
            .number(Sent::position)
            .into("""
                    INSERT INTO views.message
                        (chat_id, sequence, message_id, sender_id, sent_at, expires_at, content, key_id, reply_to, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, sequence) DO NOTHING""");

    /** A projection that writes with these. */
    public HistoryProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.message"), List.of(SEND), jdbc, transactions);
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        long position = positionOf(token);
        write(position, SEND.of(new Sent(event, position)));
    }

    private record Sent(MessageSent event, long position) {}
}
