package io.parley.infra.axon;

import java.time.Duration;
import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;

/** Processors whose work can wait. They are started with all others. */
public final class GatedProcessors {

    private GatedProcessors() {}

    /**
     * Makes one.
     *
     * @param settings its settings
     * @param moment how long it waits for more when something has come, so that many events share a transaction
     * @param gate when it may go on
     */
    public static EventProcessorBuilder with(ProcessorProperties settings, Duration moment, Gate gate) {
        return (name, axon, handlers) -> FollowingProcessor.create(
                name,
                axon,
                new GatedSource(new UnhurriedSource(axon.eventStore(), moment), gate, settings.batchSize()),
                handlers,
                settings,
                true);
    }
}
