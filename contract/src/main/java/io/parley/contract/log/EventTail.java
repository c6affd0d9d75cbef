package io.parley.contract.log;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * The live end of the log. Followers are woken at each commit and hear every event once, in order of position, on a thread of
 * their own.
 */
public interface EventTail {

    /** The store's epoch; constant while a node runs. */
    UUID epoch();

    /**
     * The position of the newest event that is committed, read from the store itself: nothing committed before the call has a
     * higher one. Blocks for a round trip to the store.
     *
     * @throws io.parley.contract.error.Rejection {@code unavailable} if the store cannot be reached
     */
    long head();

    /**
     * Follows the log from after the given position until closed. If the store cannot be reached, the follower waits and goes
     * on where it was, with nothing left out.
     *
     * @param name the follower's name, for threads and metrics
     * @param after the position after which to begin; 0 for the beginning
     * @param follower called for each event; should not block for long. What it throws is logged and counted, and the event
     *     counts as heard
     */
    Subscription follow(String name, long after, Consumer<LoggedEvent> follower);

    /**
     * As {@link #follow(String, long, Consumer)}, for a follower that does part of its work once for several events.
     *
     * @param rest called on the follower's thread after one or more events were heard: when none is waiting, and after a bounded
     *     number of them at the latest. What it throws is logged and counted
     */
    default Subscription follow(String name, long after, Consumer<LoggedEvent> follower, Runnable rest) {
        return follow(name, after, event -> {
            follower.accept(event);
            rest.run();
        });
    }

    /** A follower's hold on the tail. */
    interface Subscription extends AutoCloseable {

        /** The position of the last event that the follower has heard completely; at first where it began. */
        long position();

        /** Stops following and waits, at most a second, for the follower to return. */
        @Override
        void close();
    }
}
