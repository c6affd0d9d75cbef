package io.parley.contract.audit;

import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;

/**
 * What became of a message.
 *
 * @param sent as it was sent
 * @param steps what happened to it, in the order of the log; the first is that it was sent
 */
public record MessageHistory(MessageSent sent, List<Step> steps) {

    /** The list is kept as it is now. */
    public MessageHistory {
        steps = List.copyOf(steps);
    }

    /**
     * A part of it.
     *
     * @param event which event says so
     * @param what what happened, in a few words
     */
    public record Step(RecordedEvent event, String what) {}
}
