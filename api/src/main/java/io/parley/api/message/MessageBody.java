package io.parley.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.media.MediaBody;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageView;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as clients see it, in lists and in the stream alike. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageBody(
        @Schema(format = "uuid") String messageId,
        @Schema(format = "uuid") String chatId,
        @Schema(format = "uuid") String senderId,

        @Schema(minimum = "1", description = "Its number in the chat: 1, 2, 3, with no gap.")
        long sequence,

        Instant sentAt,

        @Schema(description = "When it goes; left out for never.") @Nullable
        Instant expiresAt,

        @Schema(description = "Left out once it is gone, and beside media that say all.") @Nullable
        String text,

        @Schema(description = "What it bears; left out if it bears nothing, and once it is gone.") @Nullable
        MediaBody media,

        @Schema(format = "uuid") @Nullable String replyTo,

        @ArraySchema(arraySchema = @Schema(description = "The handles mentioned, without their at-sign."))
        List<String> mentions,

        List<String> links,

        @Schema(description = "True if it was taken back; left out if not.") @Nullable
        Boolean retracted,

        @Schema(description = "In the stream alone: true if it comes after messages that were sent later.") @Nullable
        Boolean late) {

    /** Maps what the query side answers. */
    public static MessageBody of(MessageView view) {
        MessageContent content = view.retracted() ? null : view.content();
        return new MessageBody(
                view.messageId().toString(),
                view.chatId().toString(),
                view.senderId().toString(),
                view.sequence(),
                view.sentAt(),
                view.expiresAt(),
                content == null || content.text().isEmpty() ? null : content.text(),
                content == null || content.media() == null ? null : MediaBody.of(content.media()),
                view.replyTo() == null ? null : view.replyTo().toString(),
                content == null ? List.of() : content.mentions(),
                content == null ? List.of() : content.links(),
                view.retracted() ? true : null,
                null);
    }

    /** The same, coming after messages that were sent later. */
    public MessageBody comingLate() {
        return new MessageBody(
                messageId, chatId, senderId, sequence, sentAt, expiresAt, text, media, replyTo, mentions, links,
                retracted, true);
    }

    /** Hides the text. */
    @Override
    public String toString() {
        return "MessageBody[" + messageId + "]";
    }
}
