package io.parley.command.receipt;

import io.parley.command.receipt.ChatFacts.Facts;
import io.parley.contract.id.ChatId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The chats that were used last, a bounded number of them. What is loaded from the log meets what is heard from its tail
 * here: while a chat is being loaded, what is heard of it is kept aside, so that neither order nor eviction loses any.
 */
final class KnownChats {

    private final LinkedHashMap<ChatId, Facts> recent;
    private final Map<ChatId, Loading> loading = new HashMap<>();

    KnownChats(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive");
        }
        recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ChatId, Facts> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized @Nullable Facts find(ChatId chatId) {
        return recent.get(chatId);
    }

    synchronized int size() {
        return recent.size();
    }

    synchronized void heard(ChatId chatId, Facts facts) {
        Loading load = loading.get(chatId);
        if (load != null) {
            load.heard = load.heard == null ? facts : load.heard.later(facts);
        }
        remember(chatId, facts);
    }

    /** Changes what is known of a chat, or is being loaded. The change must do nothing to what has seen it already. */
    synchronized void changed(ChatId chatId, UnaryOperator<Facts> change) {
        Loading load = loading.get(chatId);
        if (load != null) {
            load.changes.add(change);
        }
        recent.computeIfPresent(chatId, (id, facts) -> change.apply(facts));
    }

    /** To be called before chats are loaded, and {@link #loaded} after it, whatever came of it. */
    synchronized void loading(Set<ChatId> chatIds) {
        chatIds.forEach(chatId -> loading.computeIfAbsent(chatId, id -> new Loading()).loads++);
    }

    /** Takes up what was loaded. */
    synchronized void loaded(Set<ChatId> chatIds, Map<ChatId, Facts> facts) {
        for (ChatId chatId : chatIds) {
            Loading load = loading.get(chatId);
            if (load == null) {
                throw new IllegalStateException("not being loaded");
            }
            if (--load.loads == 0) {
                loading.remove(chatId);
            }
            if (load.heard != null) {
                remember(chatId, load.changed(load.heard));
            }
            Facts read = facts.get(chatId);
            if (read != null) {
                remember(chatId, load.changed(read));
            }
        }
    }

    private void remember(ChatId chatId, Facts facts) {
        recent.merge(chatId, facts, Facts::later);
    }

    /** One or more loads of a chat under way. */
    private static final class Loading {
        private int loads;
        private @Nullable Facts heard;
        private final List<UnaryOperator<Facts>> changes = new ArrayList<>();

        private Facts changed(Facts read) {
            Facts changed = read;
            for (UnaryOperator<Facts> change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        }
    }
}
