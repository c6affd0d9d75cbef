package io.parley.api.events;

import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A message that was taken back: the data of an event {@code retraction}.
 *
 * @param chatId the chat
 * @param messageId the message
 */
@Schema(description = "The data of an event `retraction`: a message that was taken back. Remove the copy of it.")
record RetractionBody(
        @Schema(format = "uuid", requiredMode = Schema.RequiredMode.REQUIRED)
        String chatId,

        @Schema(format = "uuid", requiredMode = Schema.RequiredMode.REQUIRED)
        String messageId) {

    static RetractionBody of(MessageRetracted retracted) {
        return new RetractionBody(
                retracted.chatId().toString(), retracted.messageId().toString());
    }
}
