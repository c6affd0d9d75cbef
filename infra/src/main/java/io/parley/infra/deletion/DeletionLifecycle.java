package io.parley.infra.deletion;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.context.SmartLifecycle;

/** Starts the processor when the commands that it sends are handled, and stops it while these still are. */
final class DeletionLifecycle implements SmartLifecycle {

    /** After the buses, whose phases are below, and before the web server. */
    private static final int PHASE = 3000;

    private final EventProcessingConfiguration processing;
    private volatile boolean running;

    DeletionLifecycle(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public void start() {
        running = true;
        processor().start();
    }

    @Override
    public void stop() {
        running = false;
        processor().shutdownAsync().join();
    }

    private EventProcessor processor() {
        return processing.eventProcessor(DeletionConfiguration.PROCESSOR).orElseThrow();
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
