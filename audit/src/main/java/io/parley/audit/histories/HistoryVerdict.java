package io.parley.audit.histories;

import java.util.List;
import java.util.Map;

/**
 * What came of looking at a history.
 *
 * @param operations how many operations it has
 * @param clients of how many clients
 * @param chats in how many chats
 * @param messages how many messages were sent, accepted or not
 * @param tallies what was looked at and found for each check
 * @param violations what was found; of each check only the first
 */
public record HistoryVerdict(
        long operations,
        long clients,
        long chats,
        long messages,
        Map<Check, Tally> tallies,
        List<Violation> violations) {

    /**
     * How a check ended.
     *
     * @param looked how many times something was looked at; 0 means that nothing is known
     * @param violations how often it did not hold
     */
    public record Tally(long looked, long violations) {}

    /** What came of a check. */
    public Tally of(Check check) {
        return tallies.getOrDefault(check, new Tally(0, 0));
    }

    /** Whether all that was looked at is as it must be. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
