package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.chat.Audience;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.Collection;
import java.util.Map;

/**
 * The group messages that the feed heard lately, as they are in the log: the fills that bring them to the lanes come soon after, and
 * name them by position alone. Safe for use by several threads.
 */
final class HeardMessages {

    /** What a message takes besides its content, about. */
    private static final int BESIDES = 400;

    private final Cache<Long, MessageSent> messages;

    /**
     * @param bytes how much is kept
     */
    HeardMessages(long bytes) {
        messages = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<Long, MessageSent>weigher(
                        (position, sent) -> BESIDES + sent.content().bytes().length)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers a group's message; anything else is none of its business. */
    void heard(LoggedEvent logged) {
        if (logged.event() instanceof MessageSent sent && sent.audience() instanceof Audience.Group) {
            messages.put(logged.position(), sent);
        }
    }

    /** Those of the messages at these positions that are remembered. */
    Map<Long, MessageSent> at(Collection<Long> positions) {
        return messages.getAllPresent(positions);
    }
}
