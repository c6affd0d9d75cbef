package io.parley.infra.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.axon.Gate;
import io.parley.infra.axon.GatedProcessors;
import io.parley.infra.axon.ProcessorProperties;
import io.parley.infra.degradation.BehindProperties;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.projection.cleaning.ViewsCleaner;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Projections with their processors and dead letters, on nodes that fill read tables. Several may: each segment is worked on by
 * whoever claimed it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.PROJECTION)
@EnableConfigurationProperties(ProjectionProperties.class)
public class ProjectionConfiguration {

    @Bean
    AllProjections allProjections(DataSource dataSource, PlatformTransactionManager transactions) {
        return new AllProjections(new JdbcTemplate(dataSource), transactions);
    }

    @Bean
    HeldBackQueues heldBackQueues(
            AllProjections projections,
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ProjectionProperties properties) {
        return new HeldBackQueues(
                projections.list(),
                dataSource,
                new JdbcTemplate(dataSource),
                transactions,
                serializer,
                eventSerializer,
                properties.deadLetters());
    }

    @Bean
    ConfigurerModule projectionProcessors(
            AllProjections projections,
            HeldBackQueues queues,
            ProcessorProperties processors,
            BehindProperties behind,
            Gate historyGate) {
        return new ProjectionProcessors(
                projections.list(), queues, GatedProcessors.with(processors, behind.gather(), historyGate));
    }

    @Bean
    ViewsCleaning viewsCleaning(
            DataSource dataSource, PlatformTransactionManager transactions, ProjectionProperties properties) {
        ViewsCleaner cleaner = new ViewsCleaner(
                new JdbcTemplate(dataSource),
                transactions,
                properties.cleaning().rows());
        return new ViewsCleaning(cleaner, properties.cleaning());
    }

    @Bean
    DeadLetterRetries deadLetterRetries(
            HeldBackQueues queues,
            EventProcessingConfiguration processing,
            ProjectionProperties properties,
            MeterRegistry meters) {
        return new DeadLetterRetries(
                queues.all(),
                projection ->
                        processing.sequencedDeadLetterProcessor(projection).orElseThrow(),
                properties.deadLetters(),
                meters);
    }
}
