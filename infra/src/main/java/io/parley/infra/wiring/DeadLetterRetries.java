package io.parley.infra.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.concurrent.Rounds;
import io.parley.infra.wiring.ProjectionProperties.DeadLetters;
import io.parley.projection.heldback.HeldBackQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again, from time to time, what projections hold back: conversation by conversation, in order, each in a transaction
 * of its own. The one that fails again waits longer each time. Also counts what is held back, for metrics.
 */
final class DeadLetterRetries extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetries.class);

    private final Map<String, HeldBackQueue> queues;
    private final Function<String, SequencedDeadLetterProcessor<EventMessage<?>>> processors;
    private final DeadLetters settings;
    private final Map<String, Long> letters = new ConcurrentHashMap<>();

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
        super("parley-dead-letters", settings.every());
        this.queues = queues;
        this.processors = processors;
        this.settings = settings;
        queues.keySet().forEach(name -> Gauge.builder(
                        "parley.projection.dead.letters", letters, counts -> counts.getOrDefault(name, 0L))
                .description("Events that the projection holds back")
                .tag("projection", name)
                .register(meters));
    }

    /** Tries what is due, once in each projection that holds something back. */
    @Override
    protected void round() {
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
