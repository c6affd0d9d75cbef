package io.parley.infra.axonserver;

import io.parley.command.chat.PairClaims;
import io.parley.command.receipt.ChatFacts;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.Memberships;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.startup.StoreKind;
import io.parley.infra.store.AggregateHeads;
import io.parley.infra.store.CommitLookup;
import io.parley.infra.store.SnapshotTable;
import io.parley.infra.store.Upcasters;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection to Axon Server and the log in it. */
@Configuration(proxyBeanMethods = false)
@Conditional(StoreKind.IsAxonServer.class)
@EnableConfigurationProperties(AxonServerProperties.class)
public class AxonServerStoreConfiguration {

    /** The client's name is new at each start: the server would take a name that it knows for a second node. */
    @Bean
    AxonServerConfiguration axonServerConfiguration(AxonServerProperties properties) {
        return properties.connector("parley-" + UUID.randomUUID());
    }

    @Bean(destroyMethod = "shutdown")
    AxonServerConnectionManager axonServerConnections(
            AxonServerConfiguration configuration, AxonServerProperties properties) {
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        new ServerCheck(configuration, properties).requireReachable();
        connections.start();
        return connections;
    }

    @Bean
    ServerLog serverLog(AxonServerConnectionManager connections, AxonServerProperties properties) {
        return new ServerLog(connections, properties.timeout(), properties.permits());
    }

    @Bean
    EventCodec eventCodec(@Qualifier("eventSerializer") Serializer serializer, Upcasters upcasters) {
        return new EventCodec(serializer, upcasters.chain());
    }

    @Bean
    ServerPages logReader(ServerLog log, EventCodec codec) {
        return new ServerPages(log, codec);
    }

    @Bean(destroyMethod = "close")
    ServerTail tailSource(ServerLog log, EventCodec codec, JdbcClient jdbc, Serializer serializer) {
        new ShorterLog(jdbc, serializer).refuse(log.head());
        return new ServerTail(log, codec);
    }

    @Bean
    MessageClaims messageClaims(JdbcClient jdbc, ServerLog log, AxonServerProperties properties) {
        return new MessageClaims(jdbc, log, properties.claimPatience());
    }

    @Bean
    Creations creations(
            JdbcClient jdbc, PlatformTransactionManager transactions, ServerLog log, AxonServerProperties properties) {
        return new Creations(jdbc, new TransactionTemplate(transactions), log, properties.claimPatience());
    }

    @Bean(destroyMethod = "close")
    Sweep creationSweep(Creations creations, AxonServerProperties properties) {
        return new Sweep(creations, properties.claimPatience().dividedBy(3));
    }

    /** In front of the pairs' table, where there is one. */
    @Bean
    static BeanPostProcessor settledPairs(ObjectProvider<Creations> creations) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PairClaims pairs ? new SettledPairs(pairs, creations.getObject()) : bean;
            }
        };
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            ServerLog log,
            EventCodec codec,
            MessageClaims claims,
            Creations creations,
            DataSource dataSource,
            @Qualifier("eventSerializer") Serializer serializer,
            Upcasters upcasters,
            AxonServerProperties properties) {
        return new ServerStorageEngine(
                log,
                codec,
                new ServerAppender(log, properties.settleFor()),
                claims,
                creations,
                new SnapshotTable(dataSource),
                serializer,
                upcasters.chain());
    }

    @Bean
    ServerEvents storedEvents(ServerLog log, ServerPages pages, EventCodec codec, MessageClaims claims) {
        return new ServerEvents(log, pages, codec, claims);
    }

    @Bean
    AggregateHeads aggregateHeads(ServerLog log) {
        return new ServerHeads(log);
    }

    /** Appends are looked up where they are made: what failed, failed. */
    @Bean
    CommitLookup commitLookup() {
        return group -> false;
    }

    @Bean
    ChatFacts serverChatFacts(
            ServerLog log,
            EventCodec codec,
            Memberships memberships,
            @Qualifier("eventSerializer") Serializer serializer) {
        return new ServerChatFacts(
                log,
                codec,
                memberships,
                serializer.typeForClass(MessageSent.class).getName());
    }

    @Bean
    Memberships serverMemberships(
            ServerLog log,
            EventCodec codec,
            ServerPages pages,
            @Qualifier("eventSerializer") Serializer serializer,
            AxonServerProperties properties) {
        Set<String> types = Stream.of(GroupOpened.class, MemberAdded.class, MemberRemoved.class)
                .map(type -> serializer.typeForClass(type).getName())
                .collect(Collectors.toSet());
        return new ServerMemberships(log, codec, pages, types, properties.rememberedGroups());
    }
}
