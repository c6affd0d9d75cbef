package io.parley.command.receipt;

import io.parley.contract.chat.Audience;
import io.parley.contract.id.ChatId;
import java.util.Map;
import java.util.Set;

/** Reads from the log what {@link ChatIndex} needs to know of chats. Blocking. */
public interface ChatFacts {

    /**
     * What the log says of these chats, with everything in it that was committed before the call.
     *
     * @return an entry for each chat that exists
     * @throws io.parley.contract.error.Rejection {@code unavailable} if the store cannot be reached
     */
    Map<ChatId, Facts> load(Set<ChatId> chatIds);

    /**
     * What has to be known of a chat.
     *
     * @param members who is in it
     * @param lastSequence the sequence of its newest message; 0 if it has none
     */
    record Facts(Audience.Pair members, long lastSequence) {

        /** The later of two, both true when they were read. */
        Facts later(Facts other) {
            return other.lastSequence > lastSequence ? other : this;
        }
    }
}
