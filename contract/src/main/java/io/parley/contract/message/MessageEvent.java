package io.parley.contract.message;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to messages. */
public sealed interface MessageEvent extends ParleyEvent {

    /** The chat. */
    ChatId chatId();

    /**
     * A message was sent. Text, mentions and links are in {@code content}; {@code mac} is over the normalised text and what
     * it answers, so that a repeated send can be told from a reused identifier without the text.
     *
     * @param chatId the chat
     * @param messageId the message
     * @param senderId who sent it
     * @param sequence its number in the chat: 1, 2, 3, with no gap
     * @param sentAt when, to the millisecond; never decreases along {@code sequence}
     * @param expiresAt when it goes; null for never
     * @param audience to whom it was addressed, the sender included
     * @param content what was said
     * @param mac the content's HMAC under the message's own key
     * @param replyTo the message that this one answers
     */
    @Revision("1")
    record MessageSent(
            ChatId chatId,
            MessageId messageId,
            UserId senderId,
            long sequence,
            Instant sentAt,
            @Nullable Instant expiresAt,
            Audience audience,
            Ciphertext content,
            Mac mac,
            @Nullable MessageId replyTo)
            implements MessageEvent {}
}
