package io.parley.command.fake;

import io.parley.command.message.SentMessages;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All messages ever sent, in memory. Counts the look-ups. */
public final class FakeSentMessages implements SentMessages, ChatLog {

    private final Map<MessageId, MessageSent> messages = new HashMap<>();
    private final Map<ChatId, NavigableMap<Long, MessageSent>> numbered = new HashMap<>();
    private int lookups;
    private int pages;

    @Override
    public Optional<MessageSent> find(MessageId messageId) {
        lookups++;
        return Optional.ofNullable(messages.get(messageId));
    }

    @Override
    public List<Numbered> messagesAfter(ChatId chatId, long number, int most) {
        pages++;
        return numbered.getOrDefault(chatId, new TreeMap<>()).tailMap(number, false).entrySet().stream()
                .limit(most)
                .map(entry -> new Numbered(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Takes note of a message that is an event of its chat with this number. */
    public void add(long number, MessageSent message) {
        numbered.computeIfAbsent(message.chatId(), chat -> new TreeMap<>()).put(number, message);
        add(message);
    }

    /** Forgets what was sent in a chat from a number on: as if it were not committed yet. */
    public void loseFrom(ChatId chatId, long number) {
        numbered.getOrDefault(chatId, new TreeMap<>()).tailMap(number, true).clear();
    }

    /** How many pages were read. */
    public int pages() {
        return pages;
    }

    /** Whether the store would refuse this identifier as used before. */
    public boolean isUsed(MessageId messageId) {
        return messages.containsKey(messageId);
    }

    /** Takes note of a message. */
    public void add(MessageSent message) {
        messages.put(message.messageId(), message);
    }

    /** How many look-ups there were. */
    public int lookups() {
        return lookups;
    }
}
