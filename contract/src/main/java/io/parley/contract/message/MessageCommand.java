package io.parley.contract.message;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands about messages; their aggregate is the chat. */
public sealed interface MessageCommand extends ParleyCommand {

    /**
     * Sends a message. Idempotent by {@code messageId}: the same again is answered as at first. Answer: {@link SentMessage}.
     * Refused: {@code chat_not_found}, {@code invalid_request} (what the parser refuses), {@code message_id_reused},
     * {@code reply_not_found}, {@code media_not_attachable}.
     *
     * @param chatId the chat
     * @param messageId the client's identifier for the message
     * @param senderId who sends it
     * @param text the text as the client gave it; empty for none, which takes media
     * @param replyTo the message in the same chat that this one answers
     * @param mediaId the media that it bears, which the sender uploaded to this chat within the last hour and no other message bears
     */
    record SendMessage(
            @TargetAggregateIdentifier ChatId chatId,
            MessageId messageId,
            UserId senderId,
            Confidential text,
            @Nullable MessageId replyTo,
            @Nullable MediaId mediaId)
            implements MessageCommand {

        /** A text alone. */
        public SendMessage(
                ChatId chatId, MessageId messageId, UserId senderId, Confidential text, @Nullable MessageId replyTo) {
            this(chatId, messageId, senderId, text, replyTo, null);
        }
    }

    /**
     * Takes a message back for everyone: its key is destroyed. Done already is done. Refused: {@code chat_not_found} to who is not in
     * the chat, {@code message_not_found} if there is no such message in it or it has expired, {@code forbidden} to all but its sender
     * and a group's owner and admins, {@code chat_held}, {@code chat_gone}.
     *
     * @param chatId the chat
     * @param messageId the message
     * @param actor who wants it
     */
    record RetractMessage(@TargetAggregateIdentifier ChatId chatId, MessageId messageId, UserId actor)
            implements MessageCommand {}

    /**
     * Lets those of a chat's messages go that have had their time, not all at once if they are many. Answer: {@link ExpiryOutcome}. At
     * any time, by anybody and repeatedly: what is not due stays. Refused: {@code chat_not_found} if there never was such a chat.
     *
     * @param chatId the chat
     */
    record ExpireMessages(@TargetAggregateIdentifier ChatId chatId) implements MessageCommand {}

    /**
     * Lets those of a chat's messages go that are older than the server lets messages be, not all at once if they are many. As a rule
     * they were sent before it did: others have that as their end. Answer: {@link ExpiryOutcome}, and if nothing expired nothing is left
     * to do. At any time, by anybody and repeatedly. Under a legal hold nothing goes. Refused: {@code chat_not_found} if there never was
     * such a chat.
     *
     * @param chatId the chat
     * @param from the sequence of the oldest message that the sender of the command knows to live, at least 1: what is before it is not
     *     looked for
     */
    record LimitMessages(@TargetAggregateIdentifier ChatId chatId, long from) implements MessageCommand {}
}
