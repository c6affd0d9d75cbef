package io.parley.infra.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import io.parley.contract.log.EventTail;
import io.parley.contract.trace.Tracing;
import io.parley.infra.axon.AggregateEviction;
import io.parley.infra.axon.AggregateVersions;
import io.parley.infra.database.MessageThreads;
import io.parley.infra.degradation.BehindProperties;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.store.AggregateHeads;
import io.parley.infra.store.CommitLookup;
import io.parley.infra.tracing.TracedHandling;
import java.security.SecureRandom;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command bus's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CommandBusProperties.class, BehindProperties.class})
public class CommandBusConfiguration {

    @Bean
    Admission commandAdmission(CommandBusProperties properties, MeterRegistry meters) {
        return new Admission(properties, meters);
    }

    @Bean
    MessageThreads commandThreads(CommandBusProperties properties) {
        return properties::partitions;
    }

    @Bean
    Signal queueFill(Admission admission, BehindProperties bounds) {
        return () -> Reading.of("queue", admission.fill(), bounds.queue());
    }

    @Bean
    Freshness freshness(
            Nodes nodes,
            AggregateVersions versions,
            AggregateEviction aggregates,
            AggregateHeads heads,
            MeterRegistry meters) {
        return new Freshness(nodes, versions, aggregates, heads, meters);
    }

    @Bean
    CommandGroups commandGroups(
            Admission admission,
            CommandBusProperties properties,
            TransactionManager transactions,
            EventTail tail,
            CommitLookup commits,
            AggregateEviction aggregates,
            Freshness freshness,
            List<CorrelationDataProvider> correlation,
            MeterRegistry meters,
            Tracing tracing) {
        BackOff backOff = new BackOff(properties.tries(), properties.backOff(), new SecureRandom());
        CommandGroups groups = new CommandGroups(
                admission,
                transactions,
                tail,
                commits,
                aggregates,
                freshness,
                backOff,
                new GroupMetrics(meters),
                tracing);
        groups.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        groups.registerHandlerInterceptor(new TracedHandling(tracing, "handle", "commands"));
        return groups;
    }

    @Bean
    CommandQueue commandQueue(CommandBusProperties properties, CommandGroups groups, Admission admission) {
        return new CommandQueue(properties, groups, admission);
    }

    @Bean
    CommandBus commandBus(CommandQueue queue, CommandGroups groups) {
        return new GroupingCommandBus(queue, groups);
    }
}
