package io.parley.contract.message;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import org.jspecify.annotations.Nullable;

/** Questions about messages. */
public sealed interface MessageQuery<A> extends ParleyQuery<A> {

    /**
     * A page of history, newest first. With {@code after} alone or with both bounds it is the {@code limit} messages next
     * above {@code after} (and below {@code before}); else the newest ones below {@code before}. Refused:
     * {@code chat_not_found} to who is not in it, {@code not_yet} if the history is held back.
     *
     * @param chatId the chat
     * @param viewer who asks
     * @param before upper bound of the sequence, exclusive
     * @param after lower bound of the sequence, exclusive
     * @param limit 1 to 100
     * @param atLeastSequence the sequence that the read model must have; 0 for "as it is". Refused {@code not_yet} after two
     *     seconds
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindMessages(
            ChatId chatId,
            UserId viewer,
            @Nullable Long before,
            @Nullable Long after,
            int limit,
            long atLeastSequence,
            long atLeast)
            implements MessageQuery<MessagePage> {
        @Override
        public Class<MessagePage> answerType() {
            return MessagePage.class;
        }
    }
}
