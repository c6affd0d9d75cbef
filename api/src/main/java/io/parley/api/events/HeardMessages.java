package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.chat.Audience;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import org.jspecify.annotations.Nullable;

/**
 * The group messages that the feed heard lately, as they are in the log: the fills that bring them to the lanes come soon after, and
 * say no more of them than where they are. Safe for use by several threads.
 */
final class HeardMessages {

    /** What a message takes besides its content, about. */
    private static final int BESIDES = 400;

    private final Cache<Place, MessageSent> messages;

    /**
     * @param bytes how much is kept
     */
    HeardMessages(long bytes) {
        messages = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<Place, MessageSent>weigher(
                        (place, sent) -> BESIDES + sent.content().bytes().length)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers a group's message and forgets what came to its end; anything else is none of its business. */
    void heard(LoggedEvent logged) {
        if (logged.event() instanceof MessageSent sent && sent.audience() instanceof Audience.Group) {
            messages.put(new Place(sent.chatId(), sent.sequence()), sent);
        } else {
            Place.forget(messages, logged.event());
        }
    }

    /** The message that a fill brings; null if it is not remembered. */
    @Nullable
    MessageSent broughtBy(MailboxesFilled filled) {
        return messages.getIfPresent(new Place(filled.chatId(), filled.sequence()));
    }

    /** How many are remembered. */
    long size() {
        messages.cleanUp();
        return messages.estimatedSize();
    }
}
