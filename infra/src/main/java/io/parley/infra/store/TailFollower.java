package io.parley.infra.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.infra.database.MessageThread;
import io.parley.infra.tracing.TraceParents;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One follower of the log with its thread. Events that are none of the contract's are passed over. */
final class TailFollower implements EventTail.Subscription {

    private static final Logger log = LoggerFactory.getLogger(TailFollower.class);
    private static final Duration RETRY = Duration.ofMillis(200);
    /** How many events are heard without a rest. */
    private static final int TOGETHER = 32;

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final String name;
    private final LogStream stream;
    private final Consumer<LoggedEvent> follower;
    private final Runnable rest;
    private final Counter failures;
    private final Thread thread;
    private int sinceRest;
    private volatile long position;
    private volatile boolean closed;

    TailFollower(
            String name,
            long after,
            LogStream stream,
            Consumer<LoggedEvent> follower,
            Runnable rest,
            MeterRegistry meters) {
        this.name = name;
        this.position = after;
        this.stream = stream;
        this.follower = follower;
        this.rest = rest;
        this.failures = meters.counter("parley.log.follower.failures", "follower", name);
        Gauge.builder("parley.log.follower.position", this, TailFollower::position)
                .tag("follower", name)
                .register(meters);
        this.thread = new MessageThread(this::run, "parley-follow-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public long position() {
        return position;
    }

    private void run() {
        while (!closed && !stream.isOver()) {
            try {
                hearNext();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.debug("The log cannot be read just now; {} waits", name, e);
                restIfDue();
                pause();
            }
        }
    }

    private void hearNext() throws InterruptedException {
        if (sinceRest >= TOGETHER || sinceRest > 0 && !stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
            restIfDue();
        }
        if (stream.hasNextAvailable(1, TimeUnit.SECONDS) && !closed) {
            TrackedEventMessage<?> message = stream.nextAvailable();
            long heard = PostgresEventStorageEngine.positionOf(message.trackingToken());
            deliver(message, heard);
            position = heard;
            sinceRest++;
        }
    }

    private void deliver(TrackedEventMessage<?> message, long at) {
        try {
            if (message.getPayload() instanceof ParleyEvent event) {
                follower.accept(new LoggedEvent(at, message.getTimestamp(), event, TraceParents.of(message)));
            }
        } catch (RuntimeException e) {
            failures.increment();
            log.error("{} failed at position {}", name, at, e);
        }
    }

    private void restIfDue() {
        if (sinceRest == 0) {
            return;
        }
        sinceRest = 0;
        try {
            rest.run();
        } catch (RuntimeException e) {
            failures.increment();
            log.error("{} failed after position {}", name, position, e);
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
