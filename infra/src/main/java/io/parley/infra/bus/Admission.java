package io.parley.infra.bus;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.degradation.AbandonedCommands;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may wait for a turn, and for how long. Refuses early rather than late: at once when the queue is full, and without handling
 * it what has waited too long, or what nobody waits for any more.
 */
final class Admission implements AbandonedCommands {

    private final int capacity;
    private final long deadline;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer waited;
    private final Counter full;
    private final Counter late;
    private final Counter left;
    private final Cache<String, Boolean> abandoned;
    private volatile boolean closed;
    private volatile boolean aborted;

    Admission(CommandBusProperties settings, MeterRegistry meters) {
        this.capacity = settings.queue();
        this.deadline = settings.deadline().toNanos();
        this.waited = meters.timer("parley.commands.waited");
        this.full = meters.counter("parley.commands.refused", "reason", "full");
        this.late = meters.counter("parley.commands.refused", "reason", "late");
        this.left = meters.counter("parley.commands.refused", "reason", "left");
        this.abandoned = Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfterWrite(settings.deadline())
                .executor(Runnable::run)
                .build();
        Gauge.builder("parley.commands.queue", waiting, AtomicInteger::get)
                .description("Commands that wait for their turn")
                .register(meters);
    }

    /** Lets a command wait, or refuses it. Never blocks. */
    boolean letsWait(PendingCommand command) {
        if (closed) {
            command.fail(stopping());
            return false;
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            full.increment();
            command.fail(overloaded());
            return false;
        }
        return true;
    }

    /** Ends a command's waiting: it is its turn, unless it has waited too long. */
    boolean admits(PendingCommand command) {
        waiting.decrementAndGet();
        waited.record(command.age(), TimeUnit.NANOSECONDS);
        return !refuseIfLate(command);
    }

    /** Nobody waits for a command any more. */
    @Override
    public void abandon(String commandId) {
        abandoned.put(commandId, Boolean.TRUE);
    }

    private boolean isAbandoned(PendingCommand command) {
        return abandoned.estimatedSize() > 0
                && abandoned.asMap().remove(command.command().getIdentifier()) != null;
    }

    /** Refuses a command that nothing was done for, if its time is up, or the node's. */
    boolean refuseIfLate(PendingCommand command) {
        if (aborted) {
            command.fail(stopping());
            return true;
        }
        if (isAbandoned(command)) {
            left.increment();
            command.fail(overloaded());
            return true;
        }
        if (!command.isOlderThan(deadline)) {
            return false;
        }
        late.increment();
        command.fail(overloaded());
        return true;
    }

    /** Which part of the places is taken. */
    double fill() {
        return (double) waiting.get() / capacity;
    }

    /** Takes no more. */
    void close() {
        closed = true;
    }

    /** Lets nothing more be handled. */
    void abort() {
        aborted = true;
    }

    static Rejection stopping() {
        return new Rejection(ErrorCode.UNAVAILABLE, "This node is stopping. Nothing was done; try again.");
    }

    private static Rejection overloaded() {
        return new Rejection(ErrorCode.OVERLOADED, "Too much work is under way. Nothing was done; try again.");
    }
}
