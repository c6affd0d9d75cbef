package io.parley.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as clients see it, in lists and in the stream alike. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageBody(
        String messageId,
        String chatId,
        String senderId,
        long sequence,
        Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable String text,
        @Nullable String replyTo,
        List<String> mentions,
        List<String> links) {

    /** Maps what the query side answers. */
    public static MessageBody of(MessageView view) {
        MessageContent content = view.content();
        return new MessageBody(
                view.messageId().toString(),
                view.chatId().toString(),
                view.senderId().toString(),
                view.sequence(),
                view.sentAt(),
                view.expiresAt(),
                content == null ? null : content.text(),
                view.replyTo() == null ? null : view.replyTo().toString(),
                content == null ? List.of() : content.mentions(),
                content == null ? List.of() : content.links());
    }

    /** Hides the text. */
    @Override
    public String toString() {
        return "MessageBody[" + messageId + "]";
    }
}
