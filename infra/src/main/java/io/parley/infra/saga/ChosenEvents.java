package io.parley.infra.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.config.Configuration;
import org.axonframework.config.SagaConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.SagaCreationPolicy;
import org.axonframework.modelling.saga.SagaInitializationPolicy;
import org.axonframework.modelling.saga.SagaRepository;

/**
 * Gives a saga only those events that can concern it. For each that it is given it is looked up in the database whether a saga waits
 * for it, and one may be made that ends at once: for events of a type that the saga knows, but of a kind that it does not care for,
 * that would be for nothing.
 */
final class ChosenEvents<S> extends AnnotatedSagaManager<S> {

    private final Predicate<EventMessage<?>> concerns;
    private final Batch batch;

    private ChosenEvents(Builder<S> settings, Predicate<EventMessage<?>> concerns, Batch batch) {
        super(settings);
        this.concerns = concerns;
        this.batch = batch;
    }

    /** The same as Axon makes, but for the events that are left out. */
    static <S> ChosenEvents<S> of(
            Class<S> saga,
            Configuration axon,
            String processingGroup,
            Predicate<EventMessage<?>> concerns,
            Batch batch) {
        Builder<S> settings = AnnotatedSagaManager.builder();
        settings.sagaType(saga)
                .sagaRepository(repository(saga, axon))
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(axon.handlerDefinition(saga))
                .listenerInvocationErrorHandler(
                        axon.eventProcessingConfiguration().listenerInvocationErrorHandler(processingGroup));
        return new ChosenEvents<>(settings, concerns, batch);
    }

    @SuppressWarnings("unchecked") // the configuration of a saga of this type has its repository
    private static <S> SagaRepository<S> repository(Class<S> saga, Configuration axon) {
        return (SagaRepository<S>) axon.eventProcessingConfiguration().sagaConfigurations().stream()
                .filter(configuration -> configuration.type() == saga)
                .map(SagaConfiguration::repository)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return super.canHandle(event, segment) && concerns.test(event);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> all
                && all.resources().putIfAbsent(begun(segment), Boolean.TRUE) == null) {
            batch.begins(beginning(all.getMessages(), segment));
        }
        super.handle(event, segment);
    }

    private String begun(Segment segment) {
        return getSagaType().getName() + ".begun." + segment.getSegmentId();
    }

    private List<EventMessage<?>> beginning(List<?> messages, Segment segment) {
        List<EventMessage<?>> beginning = new ArrayList<>();
        for (Object message : messages) {
            EventMessage<?> event = (EventMessage<?>) message;
            if (canHandle(event, segment) && begins(getSagaCreationPolicy(event), segment)) {
                beginning.add(event);
            }
        }
        return beginning;
    }

    private static boolean begins(SagaInitializationPolicy policy, Segment segment) {
        return policy.getCreationPolicy() != SagaCreationPolicy.NONE
                && segment.matches(policy.getInitialAssociationValue());
    }
}
