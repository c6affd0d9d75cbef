package io.parley.query.message;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import io.parley.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code views.message}: a message that cannot be read yet.
 *
 * @param content what it says, encrypted; null if it was taken back
 */
public record StoredMessage(
        MessageId messageId,
        ChatId chatId,
        UserId senderId,
        long sequence,
        Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable Ciphertext content,
        @Nullable MessageId replyTo,
        boolean retracted) {

    /** The columns that {@link #of} reads. */
    public static final String COLUMNS =
            "message_id, chat_id, sender_id, sequence, sent_at, expires_at, content, key_id, reply_to, retracted";

    /** Reads a row. */
    public static StoredMessage of(ResultSet row) throws SQLException {
        UUID replyTo = Rows.idOrNull(row, "reply_to");
        return new StoredMessage(
                new MessageId(Rows.id(row, "message_id")),
                new ChatId(Rows.id(row, "chat_id")),
                new UserId(Rows.id(row, "sender_id")),
                row.getLong("sequence"),
                Rows.time(row, "sent_at"),
                Rows.timeOrNull(row, "expires_at"),
                Rows.sealedOrNull(row, "content", "key_id"),
                replyTo == null ? null : new MessageId(replyTo),
                row.getBoolean("retracted"));
    }

    /** Decrypts many at once. */
    public static Map<MessageId, MessageView> open(Collection<StoredMessage> messages, MessageReader reader) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        List<Ciphertext> sealed = messages.stream()
                .map(StoredMessage::content)
                .filter(Objects::nonNull)
                .toList();
        Map<Ciphertext, MessageContent> contents = reader.read(sealed);
        Map<MessageId, MessageView> views = new HashMap<>();
        messages.forEach(message -> views.put(
                message.messageId(), message.view(message.content() == null ? null : contents.get(message.content()))));
        return views;
    }

    private MessageView view(@Nullable MessageContent says) {
        return new MessageView(messageId, chatId, senderId, sequence, sentAt, expiresAt, says, replyTo, retracted);
    }
}
