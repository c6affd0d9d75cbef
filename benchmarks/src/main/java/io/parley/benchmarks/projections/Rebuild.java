package io.parley.benchmarks.projections;

import io.parley.benchmarks.Node;
import io.parley.contract.log.EventTail;
import io.parley.infra.InfraConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** A node with stored events whose read tables can be rebuilt from them, all at once, as often as one likes. */
final class Rebuild implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 5;

    private final Node node;
    private final int events;

    private Rebuild(Node node, int events) {
        this.node = node;
        this.events = events;
    }

    /** Starts a node, stores events and waits until its projections have them, as a live node's would. */
    static Rebuild of(int events, int batchSize) throws IOException, InterruptedException {
        Node node = Node.start(
                Map.of("parley.processors.batch-size", Integer.toString(batchSize)), InfraConfiguration.class);
        try {
            new Conversations(node).store(events);
            Rebuild rebuild = new Rebuild(node, events);
            rebuild.awaitHead();
            return rebuild;
        } catch (RuntimeException | InterruptedException e) {
            node.close();
            throw e;
        }
    }

    /** Rebuilds all projections. Returns how many events they have got through in a second. */
    double rate() throws InterruptedException {
        List<StreamingEventProcessor> processors = processors();
        processors.forEach(StreamingEventProcessor::shutDown);
        processors.forEach(StreamingEventProcessor::resetTokens);
        long began = System.nanoTime();
        processors.forEach(StreamingEventProcessor::start);
        awaitHead();
        return events * 1e9 / (System.nanoTime() - began);
    }

    Node node() {
        return node;
    }

    /** Those of projections: a saga's processor is not to do again what it did. */
    private List<StreamingEventProcessor> processors() {
        return node.bean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .map(StreamingEventProcessor.class::cast)
                .filter(StreamingEventProcessor::supportsReset)
                .toList();
    }

    private void awaitHead() throws InterruptedException {
        long head = node.bean(EventTail.class).head();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!processors().stream().allMatch(processor -> hasReached(processor, head))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the projections have not got to the end within " + PATIENCE);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean hasReached(StreamingEventProcessor processor, long head) {
        if (processor.isError()) {
            throw new IllegalStateException("the projection " + processor.getName() + " has failed");
        }
        Map<Integer, EventTrackerStatus> segments = processor.processingStatus();
        return !segments.isEmpty()
                && segments.values().stream()
                        .allMatch(segment -> segment.getCurrentPosition().orElse(-1) >= head);
    }

    @Override
    public void close() {
        node.close();
    }
}
