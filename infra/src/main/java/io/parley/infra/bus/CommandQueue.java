package io.parley.infra.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A bounded pool behind a bounded queue. Refuses early rather than late: at once when the queue is full, and without handling it
 * what has waited too long, for its caller has given up by then.
 */
final class CommandQueue implements AutoCloseable {

    private final CommandBusProperties settings;
    private final ThreadPoolExecutor pool;
    private final Timer waited;
    private final Counter full;
    private final Counter late;

    CommandQueue(CommandBusProperties settings, MeterRegistry meters) {
        this.settings = settings;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                task -> new Thread(task, "parley-command-" + number.incrementAndGet()));
        this.waited = meters.timer("parley.commands.waited");
        this.full = meters.counter("parley.commands.refused", "reason", "full");
        this.late = meters.counter("parley.commands.refused", "reason", "late");
        Gauge.builder("parley.commands.queue", pool, p -> p.getQueue().size()).register(meters);
        Gauge.builder("parley.commands.active", pool, ThreadPoolExecutor::getActiveCount)
                .register(meters);
    }

    /**
     * Runs a task when its turn has come.
     *
     * @param task what to run
     * @param refused called instead, on this or on a pool's thread, if it is not to be run
     */
    void add(Runnable task, Consumer<Rejection> refused) {
        try {
            pool.execute(new Queued(task, refused, System.nanoTime()));
        } catch (RejectedExecutionException e) {
            full.increment();
            refused.accept(pool.isShutdown() ? stopping() : overloaded());
        }
    }

    private static Rejection overloaded() {
        return new Rejection(ErrorCode.OVERLOADED, "Too much work is under way. Nothing was done; try again.");
    }

    private static Rejection stopping() {
        return new Rejection(ErrorCode.UNAVAILABLE, "This node is stopping. Nothing was done; try again.");
    }

    /** Takes no more, waits for what was taken, and refuses what is still waiting then. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                abandon();
            }
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
        }
    }

    private void abandon() {
        pool.shutdownNow().forEach(task -> ((Queued) task).refused.accept(stopping()));
    }

    private final class Queued implements Runnable {

        private final Runnable task;
        private final Consumer<Rejection> refused;
        private final long arrived;

        Queued(Runnable task, Consumer<Rejection> refused, long arrived) {
            this.task = task;
            this.refused = refused;
            this.arrived = arrived;
        }

        @Override
        public void run() {
            long age = System.nanoTime() - arrived;
            waited.record(age, TimeUnit.NANOSECONDS);
            if (age > settings.deadline().toNanos()) {
                late.increment();
                refused.accept(overloaded());
            } else {
                task.run();
            }
        }
    }
}
