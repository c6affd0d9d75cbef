package io.parley.infra.wiring;

import io.parley.command.UnknownAggregates;
import io.parley.command.audit.AuditTrail;
import io.parley.command.chat.Chat;
import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.DirectChats;
import io.parley.command.chat.ExpiryDeadlines;
import io.parley.command.chat.PairClaims;
import io.parley.command.chat.RetentionPolicy;
import io.parley.command.deadletter.SkippedLetter;
import io.parley.command.degradation.ServiceLevels;
import io.parley.command.degradation.Shedding;
import io.parley.command.media.Attachments;
import io.parley.command.media.Media;
import io.parley.command.media.MediaClaims;
import io.parley.command.media.MediaVault;
import io.parley.command.message.MessageParser;
import io.parley.command.message.MessageVault;
import io.parley.command.message.SentMessages;
import io.parley.command.receipt.ChatFacts;
import io.parley.command.receipt.ChatIndex;
import io.parley.command.receipt.MarkChecks;
import io.parley.command.receipt.Receipts;
import io.parley.command.session.RefreshGenerations;
import io.parley.command.session.Session;
import io.parley.command.session.SessionVault;
import io.parley.command.user.AccountStore;
import io.parley.command.user.BlockRules;
import io.parley.command.user.Blocks;
import io.parley.command.user.ProfileVault;
import io.parley.command.user.User;
import io.parley.contract.chat.Memberships;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.account.BlockIndex;
import io.parley.infra.account.BlockProperties;
import io.parley.infra.account.BlockTable;
import io.parley.infra.axon.RecordTargets;
import io.parley.infra.deletion.DeletionConfiguration;
import io.parley.infra.expiry.ExpiryConfiguration;
import io.parley.infra.media.lifecycle.AttachmentConfiguration;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.infra.startup.StoreKind;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command side: aggregates with their cache and snapshots, and command handlers beside them. What handlers ask for as
 * parameters is registered as a component of Axon's, by its type.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties({ChatIndexProperties.class, BlockProperties.class})
@Import({
    FanOutConfiguration.class,
    ExpiryConfiguration.class,
    DeletionConfiguration.class,
    AttachmentConfiguration.class
})
public class CommandSideConfiguration {

    @Bean
    ConfigurerModule users(
            AccountStore accounts,
            ProfileVault profiles,
            ProfileReader profileReader,
            Blocks blocks,
            BlockProperties blockProperties,
            AggregateSettings aggregates) {
        return configurer -> configurer
                .registerComponent(AccountStore.class, c -> accounts)
                .registerComponent(ProfileVault.class, c -> profiles)
                .registerComponent(ProfileReader.class, c -> profileReader)
                .registerComponent(Blocks.class, c -> blocks)
                .registerComponent(BlockRules.class, c -> new BlockRules(blockProperties.perUser()))
                .configureAggregate(aggregates.of(User.class));
    }

    @Bean
    ConfigurerModule sessions(RefreshGenerations generations, SessionVault vault, AggregateSettings aggregates) {
        return configurer -> configurer
                .registerComponent(RefreshGenerations.class, c -> generations)
                .registerComponent(SessionVault.class, c -> vault)
                .configureAggregate(aggregates.of(Session.class));
    }

    @Bean
    ConfigurerModule messages(
            MessageVault vault,
            SentMessages sentMessages,
            ChatLog log,
            ExpiryDeadlines deadlines,
            ChatKeys keys,
            PairClaims pairs,
            RetentionPolicy policy,
            Attachments attachments,
            AggregateSettings aggregates) {
        return configurer -> configurer
                .registerComponent(MessageParser.class, c -> new MessageParser())
                .registerComponent(MessageVault.class, c -> vault)
                .registerComponent(Attachments.class, c -> attachments)
                .registerComponent(SentMessages.class, c -> sentMessages)
                .registerComponent(ChatLog.class, c -> log)
                .registerComponent(ExpiryDeadlines.class, c -> deadlines)
                .registerComponent(ChatKeys.class, c -> keys)
                .registerComponent(PairClaims.class, c -> pairs)
                .registerComponent(RetentionPolicy.class, c -> policy)
                .configureAggregate(aggregates.of(Chat.class));
    }

    @Bean
    ConfigurerModule media(MediaVault vault, MediaClaims claims, AggregateSettings aggregates) {
        return configurer -> configurer
                .registerComponent(MediaVault.class, c -> vault)
                .registerComponent(MediaClaims.class, c -> claims)
                .configureAggregate(aggregates.of(Media.class));
    }

    @Bean
    ConfigurerModule directChats(
            PairClaims pairs,
            ChatKeys keys,
            AccountStore accounts,
            Blocks blocks,
            RetentionPolicy policy,
            ExpiryDeadlines deadlines,
            Clock clock) {
        return configurer -> configurer.registerCommandHandler(c ->
                new DirectChats(c.repository(Chat.class), pairs, keys, accounts, blocks, policy, deadlines, clock));
    }

    @Bean
    ConfigurerModule receipts(
            ChatIndex index, @Qualifier("queryExecutor") Executor queryExecutor, AggregateSettings aggregates) {
        return configurer -> configurer
                .registerComponent(ChatIndex.class, c -> index)
                .configureAggregate(aggregates.of(Receipts.class))
                .registerQueryHandler(c -> new MarkChecks(index, queryExecutor));
    }

    @Bean
    ConfigurerModule degradation(AggregateSettings aggregates) {
        return configurer -> configurer
                .configureAggregate(aggregates.of(ServiceLevels.class))
                .configureAggregate(aggregates.of(Shedding.class));
    }

    @Bean
    ConfigurerModule auditTrails(AggregateSettings aggregates) {
        return configurer -> configurer.configureAggregate(aggregates.of(AuditTrail.class));
    }

    @Bean
    ConfigurerModule deadLetters(AggregateSettings aggregates) {
        return configurer -> configurer.configureAggregate(aggregates.of(SkippedLetter.class));
    }

    @Bean
    ConfigurerModule allCommands(Clock clock) {
        return configurer -> {
            configurer.registerComponent(Clock.class, c -> clock);
            configurer.onInitialize(c -> c.commandBus().registerHandlerInterceptor(new UnknownAggregates()));
        };
    }

    @Bean
    @Conditional(StoreKind.IsPostgres.class)
    ChatFacts chatFacts(
            JdbcClient jdbc,
            EventsByPosition events,
            Memberships memberships,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new StoredChatFacts(
                jdbc,
                events,
                memberships,
                eventSerializer.typeForClass(MessageSent.class).getName());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ChatIndex chatIndex(EventTail tail, ChatFacts facts, ChatIndexProperties properties) {
        return new ChatIndex(tail, facts, properties.capacity(), properties.patience());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BlockIndex blockIndex(BlockTable table, EventTail tail, BlockProperties properties) {
        return new BlockIndex(table, tail, properties.remembered());
    }

    @Bean
    AggregateSettings aggregateSettings(Cache aggregateCache, SnapshotTriggerDefinition snapshotTrigger) {
        return new AggregateSettings(aggregateCache, snapshotTrigger);
    }

    /**
     * What all aggregates have in common. Identifiers come from clients, so that an aggregate is looked for among those of its
     * type alone.
     */
    record AggregateSettings(Cache cache, SnapshotTriggerDefinition snapshotTrigger) {

        <A> AggregateConfigurer<A> of(Class<A> aggregate) {
            return AggregateConfigurer.defaultConfiguration(aggregate)
                    .configureFilterEventsByType(c -> true)
                    .configureCommandTargetResolver(c -> new RecordTargets())
                    .configureCache(c -> new CacheOfType(cache, aggregate))
                    .configureSnapshotTrigger(c -> snapshotTrigger);
        }
    }
}
