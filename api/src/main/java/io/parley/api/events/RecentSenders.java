package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who sent the last messages of groups: whom receipts there concern. Not safe for use by several threads. */
final class RecentSenders {

    private final int window;
    private final Cache<ChatId, Senders> groups;

    /**
     * @param window how many of a group's last messages count
     * @param most how many senders are remembered, over all groups
     */
    RecentSenders(int window, long most) {
        this.window = window;
        this.groups = Caffeine.newBuilder()
                .maximumWeight(most)
                .<ChatId, Senders>weigher((chat, senders) -> 1 + senders.sent.size())
                .executor(Runnable::run)
                .build();
    }

    /** Takes in a group's message. Each is to be told, in order. */
    void sent(MessageSent message) {
        Senders senders = groups.getIfPresent(message.chatId());
        if (senders == null) {
            senders = new Senders(window);
        }
        senders.add(message.sequence(), message.senderId());
        groups.put(message.chatId(), senders); // anew, for it weighs something else now
    }

    /** Who is no longer in a group hears nothing of it. */
    void left(ChatId chatId, UserId userId) {
        Senders senders = groups.getIfPresent(chatId);
        if (senders != null) {
            senders.left(userId);
        }
    }

    /** The senders of a group's last messages; null unless all of them are known. */
    @Nullable
    Senders of(ChatId chatId) {
        Senders senders = groups.getIfPresent(chatId);
        return senders == null || !senders.complete() ? null : senders;
    }

    /** A group is gone. */
    void forget(ChatId chatId) {
        groups.invalidate(chatId);
    }

    void clear() {
        groups.invalidateAll();
    }

    /** The senders of one group's last messages. */
    static final class Senders {

        private final int window;
        private final Map<UserId, Span> sent = new LinkedHashMap<>();
        private long from = 1;
        private long last;

        private Senders(int window) {
            this.window = window;
        }

        private void add(long sequence, UserId sender) {
            if (sequence != last + 1) {
                sent.clear();
                from = sequence;
            }
            last = sequence;
            Span earlier = sent.remove(sender);
            sent.put(sender, new Span(earlier == null ? sequence : earlier.first(), sequence));
            forget();
        }

        /** Who is no longer in the group. */
        void left(UserId userId) {
            sent.remove(userId);
        }

        /** Those whose last message has left the window; they are in order of that message. */
        private void forget() {
            Iterator<Span> eldest = sent.values().iterator();
            while (eldest.hasNext() && eldest.next().last() <= last - window) {
                eldest.remove();
            }
        }

        private boolean complete() {
            return from <= Math.max(1, last - window + 1);
        }

        /** By sender: the number of the first message of theirs that is known. */
        Map<UserId, Long> firsts() {
            Map<UserId, Long> firsts = new LinkedHashMap<>();
            sent.forEach((user, span) -> firsts.put(user, span.first()));
            return firsts;
        }
    }

    /** The first and the last message of a sender, by number. */
    private record Span(long first, long last) {}
}
