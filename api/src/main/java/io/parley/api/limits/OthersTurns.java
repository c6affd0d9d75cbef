package io.parley.api.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whose turn it is when there is too much: of so many commands that are let in, one may be no message. Parts of places cannot say so where
 * there are few: of two places, the smallest part is half.
 */
final class OthersTurns {

    /** What a turn costs: a message earns a part of it. */
    private static final long TURN = 1_000_000;

    private static final long MOST_SAVED = 10 * TURN;

    private final long earned;
    private final AtomicLong saved = new AtomicLong(TURN);

    /**
     * None was let in yet.
     *
     * @param messagesShare which part of those who are let in are messages, above 0 and at most 1
     */
    OthersTurns(double messagesShare) {
        earned = Math.round(TURN * (1 - messagesShare) / messagesShare);
    }

    /** A message was let in. */
    void messageTaken() {
        saved.updateAndGet(turns -> Math.min(MOST_SAVED, turns + earned));
    }

    /** Whether one that is no message may be let in now. */
    boolean hasOne() {
        return saved.get() >= TURN;
    }

    /** Takes the turn of one that is no message, if it has come. */
    boolean take() {
        long before = saved.getAndUpdate(turns -> turns >= TURN ? turns - TURN : turns);
        return before >= TURN;
    }
}
