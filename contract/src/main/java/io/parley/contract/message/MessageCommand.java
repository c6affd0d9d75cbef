package io.parley.contract.message;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands about messages; their aggregate is the chat. */
public sealed interface MessageCommand extends ParleyCommand {

    /**
     * Sends a message. Idempotent by {@code messageId}: the same again is answered as at first. Answer: {@link SentMessage}.
     * Refused: {@code chat_not_found}, {@code invalid_request} (what the parser refuses), {@code message_id_reused},
     * {@code reply_not_found}.
     *
     * @param chatId the chat
     * @param messageId the client's identifier for the message
     * @param senderId who sends it
     * @param text the text as the client gave it
     * @param replyTo the message in the same chat that this one answers
     */
    record SendMessage(
            @TargetAggregateIdentifier ChatId chatId,
            MessageId messageId,
            UserId senderId,
            Confidential text,
            @Nullable MessageId replyTo)
            implements MessageCommand {}
}
