package io.parley.command.receipt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a follower of the log has come, for those who wait until it has passed a position. */
final class Passage {

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
     * @return whether it was, in time
     */
    boolean await(long target, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        if (!lock.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            while (position < target) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = advanced.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
