package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.Id;
import io.parley.contract.id.KeyId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import java.time.Duration;

/**
 * The chats and messages that came to their end a short while ago. Their keys are destroyed, so that in the long run nobody can read
 * them; this is for what was read a moment before and is on its way to a stream. Safe for use by several threads.
 */
final class LatelyEnded {

    /** Longer than anything is on its way, and than the keys of what is gone may live on where the log has no keyring. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST_CHATS = 100_000;
    private static final int MOST_MESSAGES = 200_000;

    private final Cache<ChatId, Boolean> chats = remembering(MOST_CHATS);
    private final Cache<KeyId, Boolean> keys = remembering(MOST_MESSAGES);

    private static <K extends Id> Cache<K, Boolean> remembering(int most) {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(most)
                .executor(Runnable::run)
                .build();
    }

    /** Takes in what happened. Answers whether anything came to its end by it. */
    boolean note(ParleyEvent event) {
        if (event instanceof ChatGone gone) {
            chats.put(gone.chatId(), true);
        } else if (event instanceof MessageRetracted retracted) {
            keys.put(retracted.key(), true);
        } else if (event instanceof MessagesExpired expired) {
            expired.keys().forEach(key -> keys.put(key, true));
        } else {
            return false;
        }
        return true;
    }

    /** Whether a chat is gone. */
    boolean isGone(ChatId chatId) {
        return chats.getIfPresent(chatId) != null;
    }

    /** Whether a text is not to be brought to anybody any more. */
    boolean has(Source text) {
        return isGone(text.chatId()) || keys.getIfPresent(text.key()) != null;
    }
}
