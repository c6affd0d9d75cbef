package io.parley.command.receipt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** How far a follower of the log has come, for those who wait until it has passed a position. */
final class Passage {

    /** How often those who wait look at the follower's hold themselves: it passes over what it cannot hear, and says nothing. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private long position;

    void advance(long to) {
        lock.lock();
        try {
            position = Math.max(position, to);
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the position is reached.
     *
     * @param hold where the follower's hold on the log stands
     * @return whether it was, in time
     */
    boolean await(long target, LongSupplier hold, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (position < target && hold.getAsLong() < target) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                advanced.awaitNanos(Math.min(left, LOOK_NANOS));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
