package io.parley.infra.wiring;

import io.parley.contract.log.Processors;
import io.parley.projection.Projection;
import io.parley.projection.heldback.ConversationOrder;
import io.parley.projection.heldback.OnlyTheEventsFault;
import java.util.List;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.EventProcessingConfigurer.EventProcessorBuilder;
import org.axonframework.eventhandling.PropagatingErrorHandler;

/**
 * Tells Axon of the projections: each is a processing group, and fails loudly. An event that fails is put aside with what comes
 * after it in its conversation; where there is no queue, the processor tries again until it passes.
 */
final class ProjectionProcessors implements ConfigurerModule {

    private final List<Projection> projections;
    private final HeldBackQueues queues;
    private final EventProcessorBuilder history;

    /**
     * @param history makes the processor of history and inbox
     */
    ProjectionProcessors(List<Projection> projections, HeldBackQueues queues, EventProcessorBuilder history) {
        this.projections = projections;
        this.queues = queues;
        this.history = history;
    }

    @Override
    public void configureModule(Configurer configurer) {
        EventProcessingConfigurer processing = configurer.eventProcessing();
        projections.forEach(projection -> register(processing, projection));
        processing.registerEventProcessor(Processors.HISTORY, history);
    }

    private void register(EventProcessingConfigurer processing, Projection projection) {
        String name = projection.name();
        processing
                .registerEventHandler(configuration -> projection)
                .assignHandlerInstancesMatching(name, handler -> handler == projection)
                .assignProcessingGroup(name, Processors.of(name))
                .registerSequencingPolicy(name, configuration -> new ConversationOrder())
                .registerListenerInvocationErrorHandler(name, configuration -> PropagatingErrorHandler.instance());
        queues.of(name).ifPresent(queue -> processing
                .registerDeadLetterQueue(name, configuration -> queue)
                .registerDeadLetterPolicy(name, configuration -> new OnlyTheEventsFault())
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name, (configuration, invoker) -> invoker.allowReset(true)));
    }
}
