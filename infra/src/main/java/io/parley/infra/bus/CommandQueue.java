package io.parley.infra.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.concurrent.BoundedPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;

/**
 * The commands that wait for a thread. Refuses early rather than late: at once when the queue is full, and without handling it
 * what has waited too long, for its caller has given up by then. When the node stops, what was taken is handled while handlers and
 * database are still there.
 */
final class CommandQueue implements SmartLifecycle {

    /** Stops before Axon does, and after the web server. */
    private static final int PHASE = 1000;

    private final CommandBusProperties settings;
    private final BoundedPool pool;
    private final Timer waited;
    private final Counter full;
    private final Counter late;
    private volatile boolean running;

    CommandQueue(CommandBusProperties settings, MeterRegistry meters) {
        this.settings = settings;
        this.pool = new BoundedPool("command", settings.threads(), settings.queue());
        this.waited = meters.timer("parley.commands.waited");
        this.full = meters.counter("parley.commands.refused", "reason", "full");
        this.late = meters.counter("parley.commands.refused", "reason", "late");
        Gauge.builder("parley.commands.queue", pool, BoundedPool::waiting).register(meters);
        Gauge.builder("parley.commands.active", pool, BoundedPool::active).register(meters);
    }

    /**
     * Runs a task when its turn has come. Never blocks.
     *
     * @param task what to run
     * @param refused called instead, on this or on a pool's thread, if it is not to be run
     */
    void add(Runnable task, Consumer<Rejection> refused) {
        if (!pool.tryExecute(new Queued(task, refused, System.nanoTime()))) {
            full.increment();
            refused.accept(pool.isClosed() ? stopping() : overloaded());
        }
    }

    private static Rejection overloaded() {
        return new Rejection(ErrorCode.OVERLOADED, "Too much work is under way. Nothing was done; try again.");
    }

    private static Rejection stopping() {
        return new Rejection(ErrorCode.UNAVAILABLE, "This node is stopping. Nothing was done; try again.");
    }

    @Override
    public void start() {
        running = true;
    }

    /** Takes no more, waits for what was taken, and refuses what is still waiting then. */
    @Override
    public void stop() {
        running = false;
        pool.close(settings.drain()).forEach(task -> ((Queued) task).refused.accept(stopping()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
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
