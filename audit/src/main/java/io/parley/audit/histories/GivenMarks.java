package io.parley.audit.histories;

import java.util.HashMap;
import java.util.Map;

/** Which marks somebody may have given in a chat, and since when. Reading implies having got it. */
final class GivenMarks {

    static final GivenMarks NONE = new GivenMarks();

    private final Map<Long, Long> delivered = new HashMap<>();
    private final Map<Long, Long> read = new HashMap<>();

    void add(Operation.Acknowledge marks) {
        long began = marks.origin().began();
        delivered.merge(marks.delivered(), began, Math::min);
        delivered.merge(marks.read(), began, Math::min);
        read.merge(marks.read(), began, Math::min);
    }

    boolean hasDelivered(long sequence, long by) {
        return sequence == 0 || delivered.getOrDefault(sequence, Operation.OPEN) <= by;
    }

    boolean hasRead(long sequence, long by) {
        return sequence == 0 || read.getOrDefault(sequence, Operation.OPEN) <= by;
    }
}
