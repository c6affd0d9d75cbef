package io.parley.audit.histories;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was sent into one chat, and which marks were given there. */
final class Chat {

    final String id;

    /** All that may have been taken. */
    final List<Message> messages = new ArrayList<>();

    private final Map<Long, Message> byNumber = new HashMap<>();
    private final NavigableMap<Long, Message> accepted = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Message>> acceptedOf = new HashMap<>();
    private final Map<String, GivenMarks> marks = new HashMap<>();
    private final Map<String, Long> leaving = new HashMap<>();
    private final Map<String, Long> left = new HashMap<>();
    private long[] begun = {};

    Chat(String id) {
        this.id = id;
    }

    /** Notes an answer that it was taken. */
    void accepted(Message message, String client, long sequence) {
        accepted.put(sequence, message);
        acceptedOf.computeIfAbsent(client, any -> new TreeMap<>()).put(sequence, message);
    }

    /** Somebody leaves: when that begins, what is sent need not come any more; when it is known, it must not. */
    void left(Operation.Leave leave) {
        Operation.Origin origin = leave.origin();
        leaving.merge(leave.of(), origin.began(), Math::min);
        if (origin.outcome() == Operation.Outcome.OK) {
            left.merge(leave.of(), origin.ended(), Math::min);
        }
    }

    /** From when on somebody need not be brought what is taken. */
    long leaving(String user) {
        return leaving.getOrDefault(user, Operation.OPEN);
    }

    /** From when on somebody must not be brought what is begun to be sent. */
    long left(String user) {
        return left.getOrDefault(user, Operation.OPEN);
    }

    /**
     * Whether all messages of a range may be gone by then. One whose sender had no answer, and that went before anybody saw it, has a
     * number that nobody knows.
     */
    boolean mayBeGone(Range range, long at) {
        long unknown = 0;
        for (long number = range.from(); number <= range.to(); number++) {
            Message message = byNumber.get(number);
            if (message == null) {
                unknown++;
            } else if (message.mayBeGone > at) {
                return false;
            }
        }
        return unknown == 0 || unknown <= goneUnseen(at);
    }

    private long goneUnseen(long at) {
        return messages.stream()
                .filter(message -> message.sequence == 0 && message.canHaveBeenTaken() && message.mayBeGone <= at)
                .count();
    }

    void given(Operation.Acknowledge marks) {
        this.marks
                .computeIfAbsent(marks.origin().user(), any -> new GivenMarks())
                .add(marks);
    }

    GivenMarks marksOf(String user) {
        return marks.getOrDefault(user, GivenMarks.NONE);
    }

    /** From now on everything that was sent is known. */
    void allSent() {
        begun = messages.stream()
                .filter(Message::canHaveBeenTaken)
                .mapToLong(message -> message.began)
                .sorted()
                .toArray();
    }

    /** What was accepted under the numbers of a range, both included. */
    Iterable<Message> accepted(Range range) {
        return within(accepted, range);
    }

    /** The same of what a client was told. */
    Iterable<Message> acceptedOf(String client, Range range) {
        return within(acceptedOf.getOrDefault(client, Collections.emptyNavigableMap()), range);
    }

    private static Iterable<Message> within(NavigableMap<Long, Message> map, Range range) {
        return map.subMap(range.from(), true, range.to(), true).values();
    }

    /** Whether a client was told by then that something of a range was accepted. */
    boolean isToldOf(String client, Range range, long by) {
        for (Message message : acceptedOf(client, range)) {
            if (message.accepted <= by) {
                return true;
            }
        }
        return false;
    }

    /** Gives a number its message; answers with the one that has it. */
    Message number(long sequence, Message message) {
        Message first = byNumber.putIfAbsent(sequence, message);
        return first == null ? message : first;
    }

    /** Whether there can have been a message of this number at that time. */
    boolean canHave(long sequence, long at) {
        Message message = byNumber.get(sequence);
        if (message != null) {
            return message.began <= at;
        }
        // Numbers rise by one from 1 on, so that there are as many as the highest.
        return sequence <= begun.length && begun[(int) sequence - 1] <= at;
    }
}
