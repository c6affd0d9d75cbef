package io.parley.contract.audit;

import java.util.List;

/**
 * Events that were found, and how far was looked.
 *
 * @param items the events, in the order of the log; there may be none though there are some further on
 * @param lookedUpTo up to which position: to go on after it finds the next
 * @param more whether there is more of the log to look at
 */
public record EventPage(List<RecordedEvent> items, long lookedUpTo, boolean more) {

    /** The list is kept as it is now. */
    public EventPage {
        items = List.copyOf(items);
    }
}
