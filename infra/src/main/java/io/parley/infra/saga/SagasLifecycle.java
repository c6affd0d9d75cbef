package io.parley.infra.saga;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.context.SmartLifecycle;

/**
 * Starts sagas and deadlines when the commands that they give are handled, here or by way of Axon Server, and stops them while these
 * still are. Otherwise each start and stop would look to them like a failure.
 */
final class SagasLifecycle implements SmartLifecycle {

    /** After the buses, whose phases are below, and before the web server. */
    private static final int PHASE = 3000;

    private final Sagas sagas;
    private final EventProcessingConfiguration processing;
    private final Deadlines deadlines;
    private volatile boolean running;

    SagasLifecycle(Sagas sagas, EventProcessingConfiguration processing, Deadlines deadlines) {
        this.sagas = sagas;
        this.processing = processing;
        this.deadlines = deadlines;
    }

    @Override
    public void start() {
        running = true;
        deadlines.start();
        processors().forEach(EventProcessor::start);
    }

    @Override
    public void stop() {
        running = false;
        CompletableFuture<?>[] stopping =
                processors().stream().map(EventProcessor::shutdownAsync).toArray(CompletableFuture<?>[]::new);
        deadlines.stop();
        CompletableFuture.allOf(stopping).join();
    }

    private List<EventProcessor> processors() {
        return sagas.processors().stream()
                .map(name -> processing.eventProcessor(name).orElseThrow())
                .toList();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
