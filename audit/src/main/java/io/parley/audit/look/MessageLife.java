package io.parley.audit.look;

import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.LoggedEvent;
import java.time.Duration;
import java.util.List;

/**
 * What became of a message, as the log says it.
 *
 * @param sent as it was sent
 * @param steps what happened to it, in the order of the log; the first is that it was sent
 */
public record MessageLife(MessageSent sent, List<Step> steps) {

    /** The list is kept as it is now. */
    public MessageLife {
        steps = List.copyOf(steps);
    }

    /**
     * A part of it.
     *
     * @param event which event says so
     * @param what what happened, in a few words
     */
    public record Step(LoggedEvent event, String what) {}

    /** How long after it was sent a part of it was recorded. */
    public Duration after(Step step) {
        return Duration.between(steps.get(0).event().recordedAt(), step.event().recordedAt());
    }
}
