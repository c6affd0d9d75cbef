package io.parley.api.events;

import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Messages that went since their time had come: the data of an event {@code expiry}.
 *
 * @param chatId the chat
 * @param ranges of sequences: of each the first and the last
 */
@Schema(description = "The data of an event `expiry`: messages that had their time. Remove the copies of them.")
record ExpiryBody(
        @Schema(format = "uuid", requiredMode = Schema.RequiredMode.REQUIRED)
        String chatId,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Ranges of sequences, in order: of each the first and the last, inclusive."))
        List<List<Long>> ranges) {

    static ExpiryBody of(MessagesExpired expired) {
        return new ExpiryBody(
                expired.chatId().toString(),
                expired.ranges().stream()
                        .map(range -> List.of(range.from(), range.to()))
                        .toList());
    }
}
