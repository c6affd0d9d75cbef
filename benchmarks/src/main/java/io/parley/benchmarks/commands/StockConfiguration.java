package io.parley.benchmarks.commands;

import io.parley.benchmarks.Node;
import io.parley.command.UnknownAggregates;
import io.parley.command.chat.Chat;
import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.DirectChats;
import io.parley.command.chat.ExpiryDeadlines;
import io.parley.command.chat.PairClaims;
import io.parley.command.chat.RetentionPolicy;
import io.parley.command.chat.TitleVault;
import io.parley.command.media.Attachments;
import io.parley.command.message.MessageParser;
import io.parley.command.message.MessageVault;
import io.parley.command.message.SentMessages;
import io.parley.command.user.AccountStore;
import io.parley.command.user.BlockRules;
import io.parley.command.user.Blocks;
import io.parley.command.user.ProfileVault;
import io.parley.command.user.User;
import io.parley.contract.id.UserId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.media.lifecycle.AttachmentConfiguration;
import io.parley.infra.store.StoreProperties;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command side on Axon as shipped: its asynchronous bus, its JDBC engine with the tables that it makes for PostgreSQL, its
 * embedded event store. Everything else is the platform's own: database, pool, serializers, keyring, handlers, snapshots.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    DatabaseConfiguration.class,
    MessagingConfiguration.class,
    KeyringConfiguration.class,
    AccountConfiguration.class,
    AttachmentConfiguration.class,
    AxonConfiguration.class
})
@EnableConfigurationProperties(StoreProperties.class)
class StockConfiguration {

    private static final String CACHED = "benchmark.cached";

    /** Nobody blocks anybody here, and asking costs nothing, which is in favour of what is compared with. */
    private static final Blocks NOBODY_BLOCKED = new Blocks() {
        @Override
        public void add(UserId blocker, UserId blocked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(UserId blocker, UserId blocked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean contain(UserId blocker, UserId blocked) {
            return false;
        }
    };

    private static final int MOST_BLOCKS = 1;

    static Node start(boolean cached) throws IOException {
        return Node.start(Map.of(CACHED, Boolean.toString(cached)), StockConfiguration.class);
    }

    @Bean
    CommandBus commandBus(TransactionManager transactions, List<CorrelationDataProvider> correlation) {
        CommandBus bus = AsynchronousCommandBus.builder()
                .transactionManager(transactions)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        return bus;
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource dataSource,
            TransactionManager transactions,
            @Qualifier("eventSerializer") Serializer serializer) {
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        makeRoom(dataSource);
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    /** Axon names its tables without a schema: they come into that of the role's name, since schema public is the owner's. */
    private static void makeRoom(DataSource dataSource) {
        JdbcClient.create(dataSource)
                .sql("CREATE SCHEMA IF NOT EXISTS AUTHORIZATION CURRENT_USER")
                .update();
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Bean
    TokenStore tokenStore() {
        return new InMemoryTokenStore();
    }

    @Bean
    ConfigurerModule aggregates(
            @Value("${" + CACHED + "}") boolean cached, Cache cache, SnapshotTriggerDefinition snapshots) {
        return configurer -> configurer
                .configureAggregate(aggregate(User.class, cached, cache, snapshots))
                .configureAggregate(aggregate(Chat.class, cached, cache, snapshots));
    }

    private static <A> AggregateConfigurer<A> aggregate(
            Class<A> type, boolean cached, Cache cache, SnapshotTriggerDefinition snapshots) {
        AggregateConfigurer<A> aggregate = AggregateConfigurer.defaultConfiguration(type)
                .configureFilterEventsByType(c -> true)
                .configureSnapshotTrigger(c -> snapshots);
        return cached ? aggregate.configureCache(c -> cache) : aggregate;
    }

    @Bean
    ConfigurerModule handlers(PairClaims pairs, ChatKeys keys, AccountStore accounts, Clock clock) {
        ExpiryDeadlines none = (chatId, at) -> {};
        return configurer -> {
            configurer.registerCommandHandler(c -> new DirectChats(
                    c.repository(Chat.class),
                    pairs,
                    keys,
                    accounts,
                    NOBODY_BLOCKED,
                    RetentionPolicy.NONE,
                    none,
                    clock));
            configurer.onInitialize(c -> c.commandBus().registerHandlerInterceptor(new UnknownAggregates()));
        };
    }

    /** What handlers ask for. No message that is sent here replies to another, so that none is looked for. */
    @Bean
    ConfigurerModule helpers(
            AccountStore accounts,
            ProfileVault vault,
            ProfileReader reader,
            MessageVault messages,
            Attachments attachments,
            TitleVault titles,
            PairClaims pairs,
            ChatKeys keys,
            Clock clock) {
        SentMessages none = messageId -> Optional.empty();
        return configurer -> configurer
                .registerComponent(Clock.class, c -> clock)
                .registerComponent(AccountStore.class, c -> accounts)
                .registerComponent(Blocks.class, c -> NOBODY_BLOCKED)
                .registerComponent(BlockRules.class, c -> new BlockRules(MOST_BLOCKS))
                .registerComponent(ProfileVault.class, c -> vault)
                .registerComponent(ProfileReader.class, c -> reader)
                .registerComponent(MessageParser.class, c -> new MessageParser())
                .registerComponent(PairClaims.class, c -> pairs)
                .registerComponent(ChatKeys.class, c -> keys)
                .registerComponent(ExpiryDeadlines.class, c -> (chatId, at) -> {})
                .registerComponent(RetentionPolicy.class, c -> RetentionPolicy.NONE)
                .registerComponent(ChatLog.class, c -> (chatId, number, most) -> List.of())
                .registerComponent(MessageVault.class, c -> messages)
                .registerComponent(Attachments.class, c -> attachments)
                .registerComponent(TitleVault.class, c -> titles)
                .registerComponent(SentMessages.class, c -> none);
    }
}
