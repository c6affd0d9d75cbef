package io.parley.contract.chat;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;

/** Questions about chats. */
public sealed interface ChatQuery<A> extends ParleyQuery<A> {

    /**
     * A chat with its members; refused {@code chat_not_found} to who is not in it.
     *
     * @param chatId the chat
     * @param viewer who asks
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindChat(ChatId chatId, UserId viewer, long atLeast) implements ChatQuery<ChatView> {
        @Override
        public Class<ChatView> answerType() {
            return ChatView.class;
        }
    }
}
