package io.parley.contract.message;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ToAllMembers;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to messages. */
public sealed interface MessageEvent extends ParleyEvent {

    /** The chat. */
    ChatId chatId();

    /**
     * A message was sent. Text, mentions, links and what its media are is in {@code content}; {@code mac} is over the normalised text,
     * the media and what it answers, so that a repeated send can be told from a reused identifier without the text.
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
     * @param mediaId the media that it bears
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
            @Nullable MessageId replyTo,
            @Nullable MediaId mediaId)
            implements MessageEvent {

        /** One without media. */
        public MessageSent(
                ChatId chatId,
                MessageId messageId,
                UserId senderId,
                long sequence,
                Instant sentAt,
                @Nullable Instant expiresAt,
                Audience audience,
                Ciphertext content,
                Mac mac,
                @Nullable MessageId replyTo) {
            this(chatId, messageId, senderId, sequence, sentAt, expiresAt, audience, content, mac, replyTo, null);
        }
    }

    /**
     * A message was taken back for everyone.
     *
     * @param chatId the chat
     * @param messageId the message
     * @param sequence its number in the chat
     * @param key its key, which was destroyed
     * @param audience who is in the chat
     * @param retractedBy who did it
     * @param retractedAt when, to the millisecond
     */
    @Revision("1")
    record MessageRetracted(
            ChatId chatId,
            MessageId messageId,
            long sequence,
            KeyId key,
            Audience audience,
            UserId retractedBy,
            Instant retractedAt)
            implements MessageEvent, ToAllMembers {}

    /**
     * Messages went since their time had come: some of those of one queue, in the order of which they go.
     *
     * @param chatId the chat
     * @param ranges which, in order
     * @param keys their keys, which were destroyed
     * @param audience who is in the chat
     * @param queue which of the chat's queues of messages with an end they were in, by the sequence at which it began; 0 if they
     *     went since the server lets no message be so old, and with them all that was sent before the last of them
     * @param upTo up to which of the chat's events, by its number among them, these are: the number of the last of them
     * @param next when the next of that queue goes, or the message after these if there was no queue; null if it is empty now, or that
     *     message has no end
     * @param expiredAt when they really went, to the millisecond
     */
    @Revision("1")
    record MessagesExpired(
            ChatId chatId,
            List<SequenceRange> ranges,
            List<KeyId> keys,
            Audience audience,
            long queue,
            long upTo,
            @Nullable Instant next,
            Instant expiredAt)
            implements MessageEvent, ToAllMembers {

        /** Not a queue: what goes since the server lets no message be so old goes by this number, whatever queue it is in. */
        public static final long NO_QUEUE = 0;

        /** The lists are kept as they are now. */
        public MessagesExpired {
            ranges = List.copyOf(ranges);
            keys = List.copyOf(keys);
        }
    }
}
