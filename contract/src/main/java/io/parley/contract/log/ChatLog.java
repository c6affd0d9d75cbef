package io.parley.contract.log;

import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;

/** Reads one chat's own messages from the log, in order. Blocking. */
public interface ChatLog {

    /**
     * The messages among a chat's own events. A message's number among them is never below its sequence.
     *
     * @param number the number among the chat's events after which to begin; the first event has 0
     * @param most how many messages at most, positive
     * @return fewer only if there are no more
     */
    List<Numbered> messagesAfter(ChatId chatId, long number, int most);

    /**
     * A message and where it stands.
     *
     * @param number its number among the chat's own events
     * @param message the event with which it was sent
     */
    record Numbered(long number, MessageSent message) {}
}
