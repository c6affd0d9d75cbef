package io.parley.contract.chat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a chat as such. */
public sealed interface ChatEvent extends ParleyEvent {

    /** The chat. */
    ChatId chatId();

    /**
     * A direct chat was opened.
     *
     * @param chatId the chat
     * @param opener who opened it
     * @param peer the other side
     * @param openedAt when, to the millisecond
     * @param messageTtl how long a message lives from its sending; null for ever
     * @param expiresAt when the whole chat goes; null for never
     */
    @Revision("1")
    record DirectChatOpened(
            ChatId chatId,
            UserId opener,
            UserId peer,
            Instant openedAt,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt)
            implements ChatEvent {

        /** Both sides. */
        public Audience.Pair audience() {
            return new Audience.Pair(opener, peer);
        }
    }
}
