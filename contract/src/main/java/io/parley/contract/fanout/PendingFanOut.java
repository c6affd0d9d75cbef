package io.parley.contract.fanout;

import io.parley.contract.id.ChatId;
import java.util.Map;

/** Tells what the fan-out has tried so far, of what it has not brought yet. */
public interface PendingFanOut {

    /**
     * How often a message was tried for the lanes that failed to take it. Blocking; takes no lock.
     *
     * @param chatId the group
     * @param sequence the message's number
     * @return the tries, by the number of the lane; a lane that has it, or has not been given it yet, is left out
     */
    Map<Integer, Integer> tries(ChatId chatId, long sequence);
}
