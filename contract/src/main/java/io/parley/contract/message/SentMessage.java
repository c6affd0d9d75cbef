package io.parley.contract.message;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link MessageCommand.SendMessage}.
 *
 * @param messageId the message
 * @param chatId its chat
 * @param sequence its number in the chat
 * @param sentAt when it was accepted, to the millisecond
 * @param expiresAt when it goes; null for never
 * @param repeated whether it had been sent before, so that this command changed nothing
 */
public record SentMessage(
        MessageId messageId,
        ChatId chatId,
        long sequence,
        Instant sentAt,
        @Nullable Instant expiresAt,
        boolean repeated) {}
