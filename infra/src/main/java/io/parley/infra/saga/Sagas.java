package io.parley.infra.saga;

import io.parley.infra.axon.LaterProcessors;
import io.parley.infra.axon.ProcessorProperties;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;

/**
 * Registers sagas, each with a processor of its own. One that fails is tried again by its processor until it passes, and is counted:
 * Axon's default is to write a line into the log and go on with the next event. Whatever a saga's handlers ask for as parameters is
 * found among the components of Axon's configuration, as it is for aggregates; but for the first one, which is always what they
 * handle: the payload, or the whole message. A deadline that no handler takes is gone without a word.
 */
public final class Sagas {

    private final List<String> processors = new CopyOnWriteArrayList<>();

    /**
     * Registers a saga, whose class and constructor without arguments must be public.
     *
     * @param processor the name of the processor that gives it its events, from the beginning of the log on
     * @param settings that processor's
     * @param concerns which events, of those that it has handlers for, can concern it
     * @param batch hears of those of a transaction before the saga does
     */
    public <S> void register(
            Configurer configurer,
            Class<S> saga,
            String processor,
            ProcessorProperties settings,
            Predicate<EventMessage<?>> concerns,
            Batch batch) {
        configurer
                .eventProcessing()
                .registerSaga(
                        saga,
                        one -> one.configureSagaManager(
                                axon -> ChosenEvents.of(saga, axon, processor, concerns, batch)))
                .assignHandlerTypesMatching(processor, saga::equals)
                .registerEventProcessor(processor, LaterProcessors.forMessages(settings))
                .registerListenerInvocationErrorHandler(processor, axon -> PropagatingErrorHandler.instance());
        processors.add(processor);
    }

    /** The names of the processors. */
    List<String> processors() {
        return List.copyOf(processors);
    }
}
