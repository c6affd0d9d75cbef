package io.parley.audit.doctor;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages of a chat are gone: ranges that do not overlap, however often and in which order they went. Those that meet are one, with
 * the position of the event that came last, so that a chat in which messages go one by one takes no more room for that.
 */
final class GoneRanges {

    private final TreeMap<Long, Range> byFirst = new TreeMap<>();

    void add(long from, long to, long position) {
        Range all = new Range(from, to, position);
        Map.Entry<Long, Range> met = byFirst.floorEntry(to == Long.MAX_VALUE ? to : to + 1);
        while (met != null && met.getValue().to() >= from - 1) {
            byFirst.remove(met.getKey());
            all = all.with(met.getValue());
            met = byFirst.floorEntry(to == Long.MAX_VALUE ? to : to + 1);
        }
        byFirst.put(all.from(), all);
    }

    /** The position of the event with which a message went, or of one after it; 0 if it lives. */
    long positionOf(long sequence) {
        Map.Entry<Long, Range> found = byFirst.floorEntry(sequence);
        return found == null || found.getValue().to() < sequence
                ? 0
                : found.getValue().position();
    }

    private record Range(long from, long to, long position) {

        private Range with(Range other) {
            return new Range(Math.min(from, other.from), Math.max(to, other.to), Math.max(position, other.position));
        }
    }
}
