package io.parley.command.fake;

import io.parley.command.message.SentMessages;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All messages ever sent, in memory. Counts the look-ups. */
public final class FakeSentMessages implements SentMessages {

    private final Map<MessageId, MessageSent> messages = new HashMap<>();
    private int lookups;

    @Override
    public Optional<MessageSent> find(MessageId messageId) {
        lookups++;
        return Optional.ofNullable(messages.get(messageId));
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
