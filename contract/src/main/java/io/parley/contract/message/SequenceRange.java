package io.parley.contract.message;

/**
 * Messages of a chat that follow one another.
 *
 * @param from the sequence of the first
 * @param to the sequence of the last, which is not below {@code from}
 */
public record SequenceRange(long from, long to) {

    /** Refuses what is no range. */
    public SequenceRange {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("no range of sequences: " + from + " to " + to);
        }
    }

    /** How many messages it has. */
    public long size() {
        return to - from + 1;
    }
}
