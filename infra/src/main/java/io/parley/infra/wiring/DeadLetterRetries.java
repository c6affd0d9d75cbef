package io.parley.infra.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.wiring.ProjectionProperties.DeadLetters;
import io.parley.projection.heldback.HeldBackQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tries again, from time to time, what projections hold back: conversation by conversation, in order, each in a transaction
 * of its own. The one that fails again waits longer each time. Also counts what is held back, for metrics.
 */
final class DeadLetterRetries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetries.class);

    private final Map<String, HeldBackQueue> queues;
    private final Function<String, SequencedDeadLetterProcessor<EventMessage<?>>> processors;
    private final DeadLetters settings;
    private final Map<String, Long> letters = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;

    /**
     * Retries for these queues.
     *
     * @param processors finds what handles the letters of a projection
     */
    DeadLetterRetries(
            Map<String, HeldBackQueue> queues,
            Function<String, SequencedDeadLetterProcessor<EventMessage<?>>> processors,
            DeadLetters settings,
            MeterRegistry meters) {
        this.queues = queues;
        this.processors = processors;
        this.settings = settings;
        queues.keySet().forEach(name -> Gauge.builder(
                        "parley.projection.dead.letters", letters, counts -> counts.getOrDefault(name, 0L))
                .description("Events that the projection holds back")
                .tag("projection", name)
                .register(meters));
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(DeadLetterRetries::daemon);
            long every = settings.every().toMillis();
            thread.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parley-dead-letters");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Tries what is due, once in each projection that holds something back. */
    void round() {
        queues.forEach((projection, queue) -> {
            try {
                if (count(projection, queue) > 0) {
                    retry(processors.apply(projection));
                    count(projection, queue);
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "What projection {} holds back cannot be tried again now: {}",
                        projection,
                        e.getClass().getSimpleName());
            }
        });
    }

    private long count(String projection, HeldBackQueue queue) {
        long size = queue.size();
        letters.put(projection, size);
        return size;
    }

    /** Goes on while conversations are brought up to date; one that fails ends the round, and the next begins with others. */
    private void retry(SequencedDeadLetterProcessor<EventMessage<?>> processor) {
        int done = 0;
        while (done < settings.perRound() && processor.process(letter -> true)) {
            done++;
        }
    }
}
