package io.parley.contract.audit;

import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;

/**
 * What became of a message.
 *
 * @param sent as it was sent
 * @param steps what happened to it, in the order of the log; the first is that it was sent
 * @param pushes to which devices of its audience it was pushed, as far as that is known
 */
public record MessageHistory(MessageSent sent, List<Step> steps, List<Push> pushes) {

    /** The lists are kept as they are now. */
    public MessageHistory {
        steps = List.copyOf(steps);
        pushes = List.copyOf(pushes);
    }

    /**
     * A part of it.
     *
     * @param event which event says so
     * @param what what happened, in a few words
     */
    public record Step(RecordedEvent event, String what) {}
}
