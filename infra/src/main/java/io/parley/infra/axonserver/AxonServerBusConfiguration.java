package io.parley.infra.axonserver;

import io.parley.infra.startup.StoreKind;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The buses by way of Axon Server, in front of this node's own. */
@Configuration(proxyBeanMethods = false)
@Conditional(StoreKind.IsAxonServer.class)
public class AxonServerBusConfiguration {

    @Bean
    AxonServerBuses axonServerBuses(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            @Qualifier("commandBus") CommandBus nodeCommands,
            @Qualifier("queryBus") QueryBus nodeQueries,
            QueryUpdateEmitter emitter,
            @Qualifier("messageSerializer") Serializer serializer) {
        return new AxonServerBuses(
                AxonServerCommandBus.builder()
                        .axonServerConnectionManager(connections)
                        .configuration(configuration)
                        .localSegment(new NodeCommands(nodeCommands))
                        .serializer(serializer)
                        .routingStrategy(AnnotationRoutingStrategy.builder()
                                .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.RANDOM_KEY)
                                .build())
                        .build(),
                AxonServerQueryBus.builder()
                        .axonServerConnectionManager(connections)
                        .configuration(configuration)
                        .localSegment(new NodeQueries(nodeQueries))
                        .updateEmitter(emitter)
                        .messageSerializer(serializer)
                        .genericSerializer(serializer)
                        .build());
    }

    /** The connector's buses, which nobody but those below may use. */
    record AxonServerBuses(AxonServerCommandBus commands, AxonServerQueryBus queries) {}

    @Bean
    @Primary
    CommandBus serverCommandBus(AxonServerBuses buses) {
        return new ServerCommandBus(buses.commands());
    }

    @Bean
    @Primary
    QueryBus serverQueryBus(AxonServerBuses buses) {
        return new ServerQueryBus(buses.queries());
    }

    @Bean
    BusLifecycle axonServerBusLifecycle(AxonServerConnectionManager connections, AxonServerBuses buses) {
        return new BusLifecycle(connections, buses.commands(), buses.queries());
    }

    @Bean
    AxonServerHealth axonServerHealthIndicator(AxonServerConnectionManager connections) {
        return new AxonServerHealth(connections);
    }
}
