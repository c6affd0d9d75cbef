package io.parley.infra.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.serialization.Serializers;
import io.parley.infra.tracing.TracingConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.SimpleQueryUpdateEmitter;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** What messages need on their way: serializers, transactions, gateways, the query bus and its threads, traces, the clock. */
@Configuration(proxyBeanMethods = false)
@Import(TracingConfiguration.class)
@EnableConfigurationProperties(QueryProperties.class)
public class MessagingConfiguration {

    /** UTC in steps of a millisecond, the precision of the contract. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    /** For tokens, snapshots and dead letters. */
    @Bean
    @Primary
    Serializer serializer() {
        return Serializers.forRest();
    }

    @Bean
    Serializer eventSerializer() {
        return Serializers.forRest();
    }

    @Bean
    Serializer messageSerializer() {
        return Serializers.forMessages();
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    CorrelationDataProvider metadataCorrelation() {
        return new MetadataCorrelation();
    }

    @Bean
    CommandGateway commandGateway(CommandBus commandBus) {
        return DefaultCommandGateway.builder().commandBus(commandBus).build();
    }

    @Bean
    QueryUpdateEmitter queryUpdateEmitter() {
        return SimpleQueryUpdateEmitter.builder().build();
    }

    /** Handlers answer with futures and read on their own threads, so the caller's thread has no transaction. */
    @Bean
    QueryBus queryBus(QueryUpdateEmitter emitter, List<CorrelationDataProvider> correlation) {
        QueryBus bus = SimpleQueryBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .queryUpdateEmitter(emitter)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        bus.registerHandlerInterceptor(new UnavailableStore());
        return bus;
    }

    @Bean
    QueryGateway queryGateway(QueryBus queryBus) {
        return DefaultQueryGateway.builder().queryBus(queryBus).build();
    }

    @Bean(destroyMethod = "close")
    QueryExecutor queryExecutor(QueryProperties properties, MeterRegistry meters) {
        return new QueryExecutor(properties, meters);
    }
}
