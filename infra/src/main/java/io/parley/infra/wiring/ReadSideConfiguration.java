package io.parley.infra.wiring;

import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.delivery.PushedDevices;
import io.parley.contract.fanout.PendingFanOut;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageReader;
import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.Remains;
import io.parley.contract.purge.Rotations;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.media.lifecycle.LifecycleProperties;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.purge.PurgeProperties;
import io.parley.infra.saga.StoredFanOut;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.query.Answers;
import io.parley.query.chat.ChatQueries;
import io.parley.query.deadletter.DeadLetterQueries;
import io.parley.query.degradation.DegradationQueries;
import io.parley.query.delivery.DeliveryQueries;
import io.parley.query.fanout.FanOutQueries;
import io.parley.query.inbox.InboxQueries;
import io.parley.query.mailbox.MailboxQueries;
import io.parley.query.media.MediaQueries;
import io.parley.query.message.MessageQueries;
import io.parley.query.message.SequenceWait;
import io.parley.query.presence.PresenceQueries;
import io.parley.query.purge.PurgeLimits;
import io.parley.query.purge.PurgeQueries;
import io.parley.query.purge.PurgeSources;
import io.parley.query.receipt.ReceiptQueries;
import io.parley.query.retention.RetentionQueries;
import io.parley.query.session.ConnectionQueries;
import io.parley.query.session.SessionQueries;
import io.parley.query.user.BlockQueries;
import io.parley.query.user.CredentialQueries;
import io.parley.query.user.UserQueries;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The read side: query handlers. They are registered here by name, and are no beans themselves, so that nothing is found by
 * accident.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.QUERY)
@Import(PurgeConfiguration.class)
@EnableConfigurationProperties({ReadProperties.class, LifecycleProperties.class})
public class ReadSideConfiguration {

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
                new SessionQueries(jdbc, profiles, answers),
                new BlockQueries(jdbc, answers),
                new ConnectionQueries(jdbc, answers),
                new DegradationQueries(jdbc, answers));
    }

    @Bean
    ConfigurerModule historyQueryHandlers(
            JdbcClient jdbc,
            MessageReader messages,
            MediaReader media,
            ProjectionProgress progress,
            EventTail tail,
            ReadProperties properties,
            LifecycleProperties lifecycle,
            Clock clock,
            Answers answers) {
        SequenceWait sequences =
                new SequenceWait(jdbc, progress, answers, properties.sequencePatience(), properties.sequencePause());
        MessageQueries history = new MessageQueries(jdbc, messages, sequences, clock, answers);
        return handlers(
                history, new MediaQueries(jdbc, media, history, clock, lifecycle.attachWithin(), tail::head, answers));
    }

    @Bean
    ConfigurerModule chatQueryHandlers(
            JdbcClient jdbc, MessageReader messages, TitleReader titles, Clock clock, Answers answers) {
        return handlers(
                new ChatQueries(jdbc, titles, clock, answers),
                new InboxQueries(jdbc, messages, titles, clock, answers),
                new ReceiptQueries(jdbc, clock, answers));
    }

    @Bean
    ConfigurerModule mailboxQueryHandlers(
            JdbcClient jdbc,
            EventsByPosition log,
            Memberships memberships,
            ProjectionProgress progress,
            ReadProperties properties,
            Answers answers) {
        return handlers(new MailboxQueries(jdbc, log, memberships, progress, properties.mailboxScan(), answers));
    }

    @Bean
    PendingFanOut pendingFanOut(JdbcClient jdbc, Serializer serializer) {
        return new StoredFanOut(jdbc, serializer);
    }

    @Bean
    ConfigurerModule deliveryQueryHandlers(
            JdbcClient jdbc, PendingFanOut pending, PushedDevices pushed, Clock clock, Answers answers) {
        return handlers(
                new DeliveryQueries(jdbc, pending, pushed, clock, answers),
                new FanOutQueries(jdbc, answers),
                new DeadLetterQueries(jdbc, answers));
    }

    @Bean
    PurgeSources purgeSources(
            EventsByPosition events,
            ChatLog log,
            EventTail tail,
            Deletions deletions,
            Remains remains,
            Rotations rotations,
            CertificateSigner signer) {
        return new PurgeSources(events, log, tail::epoch, deletions, remains, rotations, signer);
    }

    @Bean
    ConfigurerModule purgeQueryHandlers(
            JdbcClient jdbc,
            PurgeSources sources,
            PurgeProperties properties,
            ProjectionProgress progress,
            Clock clock,
            Answers answers) {
        PurgeLimits limits = new PurgeLimits(properties.items(), properties.page(), properties.remembered());
        return handlers(new PurgeQueries(jdbc, sources, progress, clock, limits, answers));
    }

    @Bean
    ConfigurerModule retentionQueryHandlers(JdbcClient jdbc, Answers answers, Clock clock) {
        return handlers(new RetentionQueries(jdbc, answers, clock));
    }

    @Bean
    ConfigurerModule presenceQueryHandlers(JdbcClient jdbc, Clock clock, Answers answers) {
        return handlers(new PresenceQueries(jdbc, clock, answers));
    }

    private static ConfigurerModule handlers(Object... handlers) {
        List<Object> all = List.of(handlers);
        return configurer -> all.forEach(handler -> configurer.registerQueryHandler(configuration -> handler));
    }
}
