package io.parley.infra.axon;

import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;

/** Processors that work as all others do, but are not started together with them: whoever has them made starts and stops them. */
public final class LaterProcessors {

    private LaterProcessors() {}

    /** Makes a processor with settings of its own. */
    public static EventProcessorBuilder with(ProcessorProperties settings) {
        return (name, axon, handlers) -> FollowingProcessor.create(name, axon, handlers, settings, false);
    }
}
