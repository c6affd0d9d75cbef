package io.parley.infra.deletion;

import io.parley.infra.startup.CommandSender;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;

/** Starts and stops the processor. */
final class DeletionLifecycle extends CommandSender {

    private final EventProcessingConfiguration processing;

    DeletionLifecycle(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    protected void begin() {
        processor().start();
    }

    @Override
    protected void end() {
        processor().shutdownAsync().join();
    }

    private EventProcessor processor() {
        return processing.eventProcessor(DeletionConfiguration.PROCESSOR).orElseThrow();
    }
}
