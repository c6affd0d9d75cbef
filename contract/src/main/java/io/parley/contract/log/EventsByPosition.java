package io.parley.contract.log;

import java.util.List;

/** Reads single events by their place in the log, and ranges of it: the resume of a stream needs both. Blocking. */
public interface EventsByPosition {

    /** The events at these positions, in order of position; positions that do not exist are left out. */
    List<LoggedEvent> at(List<Long> positions);

    /**
     * The events after {@code after} up to and including {@code upTo}, in order, at most {@code limit} of them.
     *
     * @param limit the largest number of events, positive
     */
    List<LoggedEvent> between(long after, long upTo, int limit);
}
