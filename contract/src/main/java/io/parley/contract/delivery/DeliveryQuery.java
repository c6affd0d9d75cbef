package io.parley.contract.delivery;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;

/** Questions about where messages stand. */
public sealed interface DeliveryQuery<A> extends ParleyQuery<A> {

    /**
     * Where a message stands with each of its audience; refused {@code chat_not_found}, {@code message_not_found}, and
     * {@code forbidden} to members who did not send it.
     *
     * @param chatId the chat
     * @param messageId the message
     * @param viewer who asks, its sender
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindMessageDeliveries(ChatId chatId, MessageId messageId, UserId viewer, long atLeast)
            implements DeliveryQuery<MessageDeliveries> {
        @Override
        public Class<MessageDeliveries> answerType() {
            return MessageDeliveries.class;
        }
    }
}
