package io.parley.api.events;

import io.parley.contract.id.UserId;
import java.util.Collection;

/**
 * Brings to the streams that are open here what is true for a moment only: no log has it, no resume brings it, and a stream that is
 * slow does without.
 */
public interface PassingEvents {

    /** Whether there is anybody here to bring anything to. */
    boolean isAnybodyHere();

    /** Whether a user has a stream open here. */
    boolean isHere(UserId user);

    /**
     * Brings an event, encoded once however many streams bear it. Does not block.
     *
     * @param name the event's name
     * @param data its data
     * @param users to whom
     */
    Outcome bring(String name, Object data, Collection<UserId> users);

    /**
     * What came of an event.
     *
     * @param given how many streams it was given to
     * @param missed how many did without
     */
    record Outcome(int given, int missed) {}
}
