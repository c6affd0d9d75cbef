package io.parley.infra.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.message.MessageReader;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.ProfileReader;
import io.parley.query.Answers;
import io.parley.query.chat.ChatQueries;
import io.parley.query.inbox.InboxQueries;
import io.parley.query.mailbox.MailboxQueries;
import io.parley.query.message.MessageQueries;
import io.parley.query.message.SequenceWait;
import io.parley.query.receipt.ReceiptQueries;
import io.parley.query.session.SessionQueries;
import io.parley.query.user.CredentialQueries;
import io.parley.query.user.UserQueries;
import java.util.List;
import java.util.concurrent.Executor;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The read side: projections with their processors and dead letters, and query handlers. Handlers are registered here by
 * name, and are no beans themselves, so that nothing is found by accident.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionProperties.class, ReadProperties.class})
public class ReadSideConfiguration {

    @Bean
    ProjectionThreads projectionThreads(ProjectionProperties properties) {
        return new ProjectionThreads(properties.threads());
    }

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
            AllProjections projections, HeldBackQueues queues, ProjectionThreads threads) {
        return new ProjectionProcessors(projections.list(), queues, threads);
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

    @Bean
    Answers answers(ProjectionProgress progress, @Qualifier("queryExecutor") Executor executor) {
        return new Answers(progress, executor);
    }

    @Bean
    ConfigurerModule userQueryHandlers(
            JdbcClient jdbc,
            HandleDirectory directory,
            ProfileReader profiles,
            CredentialReader credentials,
            Answers answers) {
        return handlers(
                new UserQueries(jdbc, directory, profiles, answers),
                new CredentialQueries(directory, credentials, answers),
                new SessionQueries(jdbc, answers));
    }

    @Bean
    ConfigurerModule chatQueryHandlers(
            JdbcClient jdbc,
            MessageReader messages,
            ProjectionProgress progress,
            ReadProperties properties,
            Answers answers) {
        SequenceWait sequences =
                new SequenceWait(jdbc, progress, answers, properties.sequencePatience(), properties.sequencePause());
        return handlers(
                new ChatQueries(jdbc, answers),
                new MessageQueries(jdbc, messages, sequences, answers),
                new InboxQueries(jdbc, messages, answers),
                new ReceiptQueries(jdbc, answers));
    }

    @Bean
    ConfigurerModule mailboxQueryHandlers(
            JdbcClient jdbc,
            EventsByPosition log,
            ProjectionProgress progress,
            ReadProperties properties,
            Answers answers) {
        return handlers(new MailboxQueries(jdbc, log, progress, properties.mailboxScan(), answers));
    }

    private static ConfigurerModule handlers(Object... handlers) {
        List<Object> all = List.of(handlers);
        return configurer -> all.forEach(handler -> configurer.registerQueryHandler(configuration -> handler));
    }
}
