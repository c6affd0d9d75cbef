package io.parley.infra.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of threads behind a bounded queue. Adding a task never blocks, not even for a lock, so that an event loop may do
 * it: the queue is lock-free, and a counter bounds it. (The JDK's bounded queues lock.)
 */
public final class BoundedPool {

    private static final Logger log = LoggerFactory.getLogger(BoundedPool.class);

    private final ThreadPoolExecutor threads;
    private final int capacity;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A pool whose threads are named after it.
     *
     * @param name what the threads do
     * @param size how many threads there are
     * @param capacity how many tasks may wait for one
     */
    public BoundedPool(String name, int size, int capacity) {
        AtomicInteger number = new AtomicInteger();
        this.capacity = capacity;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedTransferQueue<>(),
                task -> new Thread(task, "parley-" + name + "-" + number.incrementAndGet()));
        threads.prestartAllCoreThreads();
    }

    /** Adds a task; false if there is no room for it, or the pool is closed. */
    public boolean tryExecute(Runnable task) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            threads.execute(new Waiting(task));
            return true;
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            return false;
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        return waiting.get();
    }

    /** How many tasks are being run. */
    public int active() {
        return threads.getActiveCount();
    }

    /** Whether no more tasks are taken. */
    public boolean isClosed() {
        return threads.isShutdown();
    }

    /**
     * Takes no more tasks and waits for those that were taken, then interrupts those that still run.
     *
     * @return the tasks that were never begun
     */
    public List<Runnable> close(Duration patience) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.shutdownNow().stream().map(task -> ((Waiting) task).task).toList();
    }

    private final class Waiting implements Runnable {

        private final Runnable task;

        Waiting(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            waiting.decrementAndGet();
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("A task failed without saying so to whoever waits for it", e);
            }
        }
    }
}
