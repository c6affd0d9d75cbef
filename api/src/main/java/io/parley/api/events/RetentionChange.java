package io.parley.api.events;

import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the stream says of a change of how long a chat and its messages live: the data of an event {@code chat}. Unlike {@link
 * ChatChange} it has both fields whatever is in them: null says that there is no such end any more.
 *
 * @param chatId the chat
 * @param change {@code changed}
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 */
@Schema(
        description =
                "The data of an event `chat` with the change `changed` that is about how long the chat and its new messages live."
                        + " It has both fields; null is for ever.")
record RetentionChange(
        @Schema(format = "uuid", requiredMode = Schema.RequiredMode.REQUIRED)
        String chatId,

        @Schema(allowableValues = "changed", requiredMode = Schema.RequiredMode.REQUIRED)
        String change,

        @Schema(
                types = {"string", "null"},
                format = "duration",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        Duration messageTtl,

        @Schema(
                types = {"string", "null"},
                format = "date-time",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        Instant expiresAt) {

    static RetentionChange of(RetentionChanged changed) {
        return new RetentionChange(
                changed.chatId().toString(), ChatChange.CHANGED, changed.messageTtl(), changed.expiresAt());
    }
}
