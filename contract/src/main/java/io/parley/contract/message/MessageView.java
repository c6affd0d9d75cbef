package io.parley.contract.message;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as members see it.
 *
 * @param messageId the message
 * @param chatId its chat
 * @param senderId who sent it
 * @param sequence its number in the chat
 * @param sentAt when
 * @param expiresAt when it goes; null for never
 * @param content what it says; null when its key is gone
 * @param replyTo the message that it answers
 * @param retracted whether it was taken back
 */
public record MessageView(
        MessageId messageId,
        ChatId chatId,
        UserId senderId,
        long sequence,
        Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable MessageContent content,
        @Nullable MessageId replyTo,
        boolean retracted) {

    /** One that was not taken back. */
    public MessageView(
            MessageId messageId,
            ChatId chatId,
            UserId senderId,
            long sequence,
            Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable MessageContent content,
            @Nullable MessageId replyTo) {
        this(messageId, chatId, senderId, sequence, sentAt, expiresAt, content, replyTo, false);
    }
}
