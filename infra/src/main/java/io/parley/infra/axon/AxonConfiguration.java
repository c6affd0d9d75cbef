package io.parley.infra.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.trace.Tracing;
import io.parley.infra.store.StoreProperties;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Axon's configuration, made of the beans around it and of whatever {@link ConfigurerModule} beans add: aggregates, handlers,
 * processors. Nothing is found by scanning, by service loaders or by default.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorProperties.class)
public class AxonConfiguration {

    private static final int SNAPSHOT_QUEUE = 1000;

    @Bean
    AggregateCache aggregateCache(StoreProperties properties, MeterRegistry meters) {
        return new AggregateCache(properties.cachedAggregates(), meters);
    }

    @Bean
    OutdatedAggregates outdatedAggregates(AggregateCache cache) {
        return new OutdatedAggregates(cache, cache);
    }

    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor snapshotExecutor() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(SNAPSHOT_QUEUE), task -> {
            Thread thread = new Thread(task, "parley-snapshots");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The configuration is made with the snapshotter, so its parameters can be asked for only when the first snapshot is taken. */
    @Bean
    Snapshotter snapshotter(
            EventStore eventStore,
            TransactionManager transactions,
            @Qualifier("snapshotExecutor") ThreadPoolExecutor snapshotExecutor,
            ObjectProvider<Configuration> axon) {
        return new BackgroundSnapshotter(
                AggregateSnapshotter.builder()
                        .eventStore(eventStore)
                        .transactionManager(transactions)
                        .executor(snapshotExecutor),
                (method, parameters, index) ->
                        axon.getObject().parameterResolverFactory().createInstance(method, parameters, index));
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter, StoreProperties properties) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, properties.snapshotEvery());
    }

    /** Messages, in the order of their way: commands, events, queries. */
    @Bean
    ConfigurerModule messagingModule(
            CommandBus commandBus,
            CommandGateway commandGateway,
            EventStore eventStore,
            QueryBus queryBus,
            QueryGateway queryGateway,
            QueryUpdateEmitter emitter,
            List<CorrelationDataProvider> correlation) {
        return first(configurer -> configurer
                .configureCommandBus(c -> commandBus)
                .registerComponent(CommandGateway.class, c -> commandGateway)
                .configureEventStore(c -> eventStore)
                .configureQueryBus(c -> queryBus)
                .registerComponent(QueryGateway.class, c -> queryGateway)
                .configureQueryUpdateEmitter(c -> emitter)
                .configureCorrelationDataProviders(c -> correlation));
    }

    /** What is under the messages: transactions, JSON, tokens, snapshots. */
    @Bean
    ConfigurerModule storageModule(
            TransactionManager transactions,
            TokenStore tokenStore,
            Snapshotter snapshotter,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            @Qualifier("messageSerializer") Serializer messageSerializer) {
        return first(configurer -> configurer
                .configureTransactionManager(c -> transactions)
                .configureSerializer(c -> serializer)
                .configureEventSerializer(c -> eventSerializer)
                .configureMessageSerializer(c -> messageSerializer)
                .registerComponent(TokenStore.class, c -> tokenStore)
                .configureSnapshotter(c -> snapshotter));
    }

    /**
     * All processors follow the store's tail. One that fails gives its segment back and takes it up again, each time after a longer
     * pause; no event is passed over.
     */
    @Bean
    ConfigurerModule processorsModule(ProcessorProperties properties) {
        return first(configurer -> configurer
                .eventProcessing()
                .registerEventProcessorFactory((name, axon, handlers) ->
                        FollowingProcessor.create(name, axon, axon.eventStore(), handlers, properties, true))
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance()));
    }

    @Bean
    ConfigurerModule metricsModule(MeterRegistry meters, Tracing tracing) {
        return first(configurer -> {
            configurer.registerComponent(Tracing.class, c -> tracing);
            new GlobalMetricRegistry(meters).registerWithConfigurerWithDefaultTags(configurer);
            configurer.configureMessageMonitor(
                    EventProcessor.class, (config, type, name) -> new ProcessorMonitor(name, meters));
        });
    }

    /** Spring must not infer a destroy method: {@link AxonLifecycle} stops it, in its turn. */
    @Bean(destroyMethod = "")
    Configuration axonConfigurationOfNode(List<ConfigurerModule> modules) {
        System.setProperty("disable-axoniq-console-message", "true");
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
        modules.stream()
                .sorted(Comparator.comparingInt(ConfigurerModule::order))
                .forEach(module -> module.configureModule(configurer));
        return configurer.buildConfiguration();
    }

    @Bean
    EventProcessingConfiguration eventProcessingConfiguration(Configuration configuration) {
        return configuration.eventProcessingConfiguration();
    }

    @Bean
    AxonLifecycle axonLifecycle(Configuration configuration) {
        return new AxonLifecycle(configuration);
    }

    /** Ours come before those that build on them. */
    private static ConfigurerModule first(Consumer<Configurer> step) {
        return new ConfigurerModule() {
            @Override
            public void configureModule(Configurer configurer) {
                step.accept(configurer);
            }

            @Override
            public int order() {
                return Integer.MIN_VALUE;
            }
        };
    }
}
