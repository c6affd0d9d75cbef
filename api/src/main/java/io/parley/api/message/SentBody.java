package io.parley.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.message.SentMessage;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(name = "Sent", description = "A message that was sent.")
record SentBody(
        @Schema(format = "uuid") String messageId,
        @Schema(format = "uuid") String chatId,

        @Schema(minimum = "1", description = "1, 2, 3 in a chat, with no gap.")
        long sequence,

        @Schema(example = "2026-01-02T03:04:05.678Z") Instant sentAt,
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
