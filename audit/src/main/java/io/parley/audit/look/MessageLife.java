package io.parley.audit.look;

import io.parley.contract.audit.Push;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.LoggedEvent;
import java.time.Duration;
import java.util.List;

/**
 * What became of a message, as the log says it.
 *
 * @param sent as it was sent
 * @param steps what happened to it, in the order of the log; the first is that it was sent
 * @param pushes to which devices of its audience it was pushed, as far as that is known
 */
public record MessageLife(MessageSent sent, List<Step> steps, List<Push> pushes) {

    /** The lists are kept as they are now. */
    public MessageLife {
        steps = List.copyOf(steps);
        pushes = List.copyOf(pushes);
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
