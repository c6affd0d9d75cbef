package io.parley.infra.axon;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots on threads of its own, after the commit. When they are busy the snapshot is left out: the next one comes, and
 * the command that asked for it must not fail for it.
 */
final class BackgroundSnapshotter implements Snapshotter {

    private static final Logger log = LoggerFactory.getLogger(BackgroundSnapshotter.class);

    private final Snapshotter snapshotter;

    /**
     * Takes snapshots of aggregates of whatever type.
     *
     * @param parameters resolves what aggregates' command handlers ask for: no command is handled here, but Axon refuses a class
     *     of which it cannot resolve every handler
     */
    BackgroundSnapshotter(AggregateSnapshotter.Builder settings, ParameterResolverFactory parameters) {
        this.snapshotter = new AnyAggregate(settings.parameterResolverFactory(parameters), parameters);
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String aggregateIdentifier) {
        if (CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().phase().isBefore(UnitOfWork.Phase.COMMIT)) {
            CurrentUnitOfWork.get().afterCommit(committed -> schedule(aggregateType, aggregateIdentifier));
        } else {
            schedule(aggregateType, aggregateIdentifier);
        }
    }

    private void schedule(Class<?> aggregateType, String aggregateIdentifier) {
        try {
            snapshotter.scheduleSnapshot(aggregateType, aggregateIdentifier);
        } catch (RejectedExecutionException e) {
            log.debug("No time for a snapshot of a {}", aggregateType.getSimpleName());
        }
    }

    /** Makes aggregates of whatever type by their constructor without arguments, so that none need be registered here. */
    private static final class AnyAggregate extends AggregateSnapshotter {

        private final Map<Class<?>, AggregateFactory<?>> factories = new ConcurrentHashMap<>();

        private final ParameterResolverFactory parameters;

        AnyAggregate(Builder settings, ParameterResolverFactory parameters) {
            super(settings);
            this.parameters = parameters;
        }

        @Override
        protected AggregateFactory<?> getAggregateFactory(Class<?> aggregateType) {
            return factories.computeIfAbsent(aggregateType, this::factory);
        }

        private <A> AggregateFactory<A> factory(Class<A> aggregateType) {
            return new GenericAggregateFactory<>(
                    AnnotatedAggregateMetaModelFactory.inspectAggregate(aggregateType, parameters));
        }
    }
}
