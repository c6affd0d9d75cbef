package io.parley.projection.message;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.id.ChatId;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.Deletions;
import io.parley.projection.ending.NotedGone;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.message} and {@code views.media}. Copies ciphertext; never sees a text. What was taken back stays as an empty row, what had its time goes.
 * The rows of a chat that is gone are left to the {@link io.parley.projection.cleaning.ViewsCleaner}: they can be many.
 */
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

    private static final BulkStatement<Retracted> RETRACT = BulkStatement.<Retracted>columns()
            .id(row -> row.event().chatId())
            .number(row -> row.event().sequence())
            .number(Retracted::position)
            .into("""
                    WITH gone AS (
                        UPDATE views.message m SET retracted = true, content = NULL, key_id = NULL
                        FROM unnest(?, ?, ?) AS n (chat_id, sequence, position)
                        WHERE m.chat_id = n.chat_id AND m.sequence = n.sequence AND NOT m.retracted
                        RETURNING n.position, n.chat_id)
                    """ + Deletions.recordAtOnce(NAME));

    private static final BulkStatement<Expired> EXPIRE = BulkStatement.<Expired>columns()
            .id(Expired::chatId)
            .number(row -> row.range().from())
            .number(row -> row.range().to())
            .number(Expired::position)
            .into("""
                    WITH gone AS (
                        DELETE FROM views.message m
                        USING unnest(?, ?, ?, ?) AS n (chat_id, first, last, position)
                        WHERE m.chat_id = n.chat_id AND m.sequence BETWEEN n.first AND n.last
                        RETURNING n.position, n.chat_id)
                    """ + Deletions.recordAtOnce(NAME));

    private static final BulkStatement<MediaUploaded> UPLOAD = BulkStatement.<MediaUploaded>columns()
            .id(MediaUploaded::mediaId)
            .id(MediaUploaded::chatId)
            .time(MediaUploaded::uploadedAt)
            .number(event -> event.objects().size())
            .sealed(MediaUploaded::content)
            .into("""
                    INSERT INTO views.media (media_id, chat_id, uploaded_at, objects, content, key_id)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (media_id) DO NOTHING""");

    /** What the media are is part of what the message says now, and their own key is gone. */
    private static final BulkStatement<MessageSent> BEAR = BulkStatement.<MessageSent>columns()
            .id(MessageSent::mediaId)
            .number(MessageSent::sequence)
            .into("""
                    UPDATE views.media m SET sequence = n.sequence, content = NULL, key_id = NULL
                    FROM unnest(?, ?) AS n (media_id, sequence)
                    WHERE m.media_id = n.media_id""");

    private static final BulkStatement<MediaDeleted> DELETE =
            BulkStatement.<MediaDeleted>columns().id(MediaDeleted::mediaId).into("""
                    DELETE FROM views.media WHERE media_id IN (SELECT unnest(?))""");

    private static final BulkStatement<NotedGone> GO = NotedGone.by(NAME);

    /** A projection that writes with these. */
    public HistoryProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of("views.message", "views.media"),
                List.of(SEND, RETRACT, EXPIRE, UPLOAD, BEAR, DELETE, GO),
                jdbc,
                transactions);
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        long position = positionOf(token);
        BulkStatement.Rows<Sent> sent = SEND.of(new Sent(event, position));
        if (event.mediaId() == null) {
            write(position, sent);
        } else {
            write(position, sent, BEAR.of(event));
        }
    }

    @EventHandler
    void on(MediaUploaded event, TrackingToken token) {
        write(positionOf(token), UPLOAD.of(event));
    }

    @EventHandler
    void on(MediaDeleted event, TrackingToken token) {
        write(positionOf(token), DELETE.of(event));
    }

    @EventHandler
    void on(MessageRetracted event, TrackingToken token) {
        long position = positionOf(token);
        write(position, RETRACT.of(new Retracted(event, position)));
    }

    @EventHandler
    void on(MessagesExpired event, TrackingToken token) {
        long position = positionOf(token);
        write(
                position,
                EXPIRE.of(event.ranges().stream()
                        .map(range -> new Expired(event.chatId(), range, position))
                        .toList()));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        long position = positionOf(token);
        write(position, GO.of(new NotedGone(event, position)));
    }

    private record Sent(MessageSent event, long position) {}

    private record Retracted(MessageRetracted event, long position) {}

    private record Expired(ChatId chatId, SequenceRange range, long position) {}
}
