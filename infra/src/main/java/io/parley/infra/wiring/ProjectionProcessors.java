package io.parley.infra.wiring;

import io.parley.projection.Projection;
import io.parley.projection.heldback.ConversationOrder;
import io.parley.projection.heldback.OnlyTheEventsFault;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/**
 * Tells Axon of the projections: each has a pooled streaming processor of its own, and fails loudly. An event that fails is put aside with what comes after it in its conversation; where there is
 * no queue, the processor tries again until it passes.
 */
final class ProjectionProcessors implements ConfigurerModule {

    private final List<Projection> projections;
    private final HeldBackQueues queues;
    private final ProjectionThreads threads;

    ProjectionProcessors(List<Projection> projections, HeldBackQueues queues, ProjectionThreads threads) {
        this.projections = projections;
        this.queues = queues;
        this.threads = threads;
    }

    @Override
    public void configureModule(Configurer configurer) {
        EventProcessingConfigurer processing = configurer.eventProcessing();
        projections.forEach(projection -> register(processing, projection));
    }

    private void register(EventProcessingConfigurer processing, Projection projection) {
        String name = projection.name();
        processing
                .registerEventHandler(configuration -> projection)
                .assignHandlerInstancesMatching(name, handler -> handler == projection)
                .registerSequencingPolicy(name, configuration -> new ConversationOrder())
                .registerListenerInvocationErrorHandler(name, configuration -> PropagatingErrorHandler.instance())
                .registerPooledStreamingEventProcessor(name, Configuration::eventStore, this::shareThreads);
        queues.of(name).ifPresent(queue -> processing
                .registerDeadLetterQueue(name, configuration -> queue)
                .registerDeadLetterPolicy(name, configuration -> new OnlyTheEventsFault())
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name, (configuration, invoker) -> invoker.allowReset(true)));
    }

    /** Batches, claims and where to begin are as for all processors; these share their threads. */
    private PooledStreamingEventProcessor.Builder shareThreads(
            Configuration configuration, PooledStreamingEventProcessor.Builder processor) {
        return processor.coordinatorExecutor(threads.coordinators()).workerExecutor(threads.workers());
    }
}
