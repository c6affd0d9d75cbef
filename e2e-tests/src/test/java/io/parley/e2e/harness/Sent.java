package io.parley.e2e.harness;

import java.time.Instant;

/**
 * An acknowledged message: what the platform promised.
 *
 * @param messageId the message
 * @param chatId its chat
 * @param sequence its number in the chat
 * @param sentAt when
 * @param text what was sent
 * @param position the position after which every read knows it
 */
public record Sent(String messageId, String chatId, long sequence, Instant sentAt, String text, String position) {

    /** Reads the answer to a send. */
    public static Sent of(Answer answer, String text) {
        return new Sent(
                answer.text("messageId"),
                answer.text("chatId"),
                answer.number("sequence"),
                Instant.parse(answer.text("sentAt")),
                text,
                answer.position());
    }
}
