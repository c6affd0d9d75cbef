package io.parley.infra.axon;

import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;
import org.axonframework.eventhandling.PropagatingErrorHandler;

/** Processors that work as all others do, but are not started together with them: whoever has them made starts and stops them. */
public final class LaterProcessors {

    private LaterProcessors() {}

    /** Makes a processor with settings of its own. */
    public static EventProcessorBuilder with(ProcessorProperties settings) {
        return (name, axon, handlers) ->
                FollowingProcessor.create(name, axon, axon.eventStore(), handlers, settings, false);
    }

    /** As {@link #with}, for what messages need to get on: it waits for no connection that others hold. */
    public static EventProcessorBuilder forMessages(ProcessorProperties settings) {
        return (name, axon, handlers) ->
                FollowingProcessor.createForMessages(name, axon, axon.eventStore(), handlers, settings);
    }

    /**
     * As {@link #with}, for work that nobody waits for.
     *
     * @param moment how long it waits for more when something has come
     */
    public static EventProcessorBuilder unhurried(ProcessorProperties settings, Duration moment) {
        return (name, axon, handlers) -> FollowingProcessor.create(
                name, axon, new UnhurriedSource(axon.eventStore(), moment), handlers, settings, false);
    }

    /**
     * Registers a processor for one handler, which tries again until the handler passes.
     *
     * @param name of the processor, and of its processing group
     */
    public static ConfigurerModule of(String name, Object handler, EventProcessorBuilder processor) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(axon -> handler)
                .assignHandlerInstancesMatching(name, other -> other == handler)
                .registerEventProcessor(name, processor)
                .registerListenerInvocationErrorHandler(name, axon -> PropagatingErrorHandler.instance());
    }
}
