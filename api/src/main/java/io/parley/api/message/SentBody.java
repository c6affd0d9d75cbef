package io.parley.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.message.SentMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message that was sent.
 *
 * @param messageId the client's identifier for the message
 * @param chatId its chat
 * @param sequence its number in the chat
 * @param sentAt when it was accepted
 * @param expiresAt when it goes; left out for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SentBody(
        String messageId,
        String chatId,
        long sequence,
        Instant sentAt,
        @Nullable Instant expiresAt) {

    static SentBody of(SentMessage sent) {
        return new SentBody(
                sent.messageId().toString(),
                sent.chatId().toString(),
                sent.sequence(),
                sent.sentAt(),
                sent.expiresAt());
    }
}
