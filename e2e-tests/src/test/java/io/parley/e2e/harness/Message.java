package io.parley.e2e.harness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as members see it, in history and stream alike.
 *
 * @param messageId the message
 * @param chatId its chat
 * @param senderId who sent it
 * @param sequence its number in the chat
 * @param sentAt when
 * @param text what it says; empty once it was taken back
 * @param replyTo the message that it answers
 * @param retracted whether it was taken back
 */
public record Message(
        String messageId,
        String chatId,
        String senderId,
        long sequence,
        Instant sentAt,
        String text,
        @Nullable String replyTo,
        boolean retracted) {

    /** Reads it. */
    public static Message of(JsonNode json) {
        return new Message(
                json.path("messageId").stringValue(),
                json.path("chatId").stringValue(),
                json.path("senderId").stringValue(),
                json.path("sequence").longValue(),
                Instant.parse(json.path("sentAt").stringValue()),
                json.path("text").stringValue(""),
                json.path("replyTo").stringValue(null),
                json.path("retracted").booleanValue(false));
    }
}
