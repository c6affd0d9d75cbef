package io.parley.infra.saga;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where sagas and deadlines are kept, and what starts and stops them. Both write in the transaction of whoever calls. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties(DeadlineProperties.class)
public class SagaConfiguration {

    @Bean
    Sagas sagas() {
        return new Sagas();
    }

    /** Axon's configuration is made with the scheduler, and asked for its deadline manager only when the first deadline is due. */
    @Bean
    Deadlines deadlines(
            DataSource dataSource,
            JdbcClient jdbc,
            TransactionManager transactions,
            Serializer serializer,
            DeadlineProperties properties,
            Clock clock,
            MeterRegistry meters,
            ObjectProvider<org.axonframework.config.Configuration> axon) {
        DeadlineTask task = new DeadlineTask(
                () -> (DbSchedulerDeadlineManager) axon.getObject().deadlineManager(),
                transactions,
                jdbc,
                properties,
                meters);
        return new Deadlines(
                dataSource,
                clock,
                task.asTask(),
                "work.scheduled_tasks",
                "parley-deadline",
                new DeadlineData(serializer),
                new SchedulerTrouble("parley.deadlines", meters),
                properties);
    }

    @Bean
    ConfigurerModule sagaModule(
            Deadlines deadlines,
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            List<CorrelationDataProvider> correlation) {
        return configurer -> configurer
                .registerComponent(SagaStore.class, axon -> sagaStore(dataSource, serializer))
                .configureDeadlineManager(
                        axon -> deadlineManager(deadlines, axon, transactions, serializer, correlation));
    }

    private static JdbcSagaStore sagaStore(DataSource dataSource, Serializer serializer) {
        return JdbcSagaStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .sqlSchema(new SagaTables())
                .serializer(serializer)
                .build();
    }

    /** It neither starts nor stops the scheduler: {@link SagasLifecycle} does, in its turn. */
    private static DeadlineManager deadlineManager(
            Deadlines deadlines,
            org.axonframework.config.Configuration axon,
            TransactionManager transactions,
            Serializer serializer,
            List<CorrelationDataProvider> correlation) {
        DeadlineManager manager = DbSchedulerDeadlineManager.builder()
                .scheduler(deadlines.scheduler())
                .scopeAwareProvider(axon.scopeAwareProvider())
                .serializer(serializer)
                .transactionManager(transactions)
                .useBinaryPojo(false)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
        manager.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        return manager;
    }

    @Bean
    SagasLifecycle sagaLifecycle(Sagas sagas, EventProcessingConfiguration processing, Deadlines deadlines) {
        return new SagasLifecycle(sagas, processing, deadlines);
    }
}
