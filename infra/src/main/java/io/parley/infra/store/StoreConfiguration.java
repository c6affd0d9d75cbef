package io.parley.infra.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.log.EventTail;
import io.parley.infra.database.MessageThreads;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.NodesConfiguration;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.EmbeddedPostgres;
import io.parley.infra.startup.StoreKind;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What the event store is made of wherever the log is kept. Its sources and its storage engine come from elsewhere. */
@Configuration(proxyBeanMethods = false)
@Import({NodesConfiguration.class, PostgresStoreConfiguration.class})
@EnableConfigurationProperties({StoreProperties.class, ProgressProperties.class})
public class StoreConfiguration {

    /** None as long as no event has changed its form. */
    @Bean
    Upcasters upcasters(ObjectProvider<EventUpcaster> upcasters) {
        return Upcasters.inOrder(upcasters.orderedStream().toList());
    }

    @Bean
    LogOwner logOwner(DataSource dataSource, Environment environment) {
        LogOwner owner = new LogOwner(dataSource);
        owner.require(StoreKind.in(environment));
        return owner;
    }

    /** Of those who follow the tail only the feed of streams reads what it has not heard, and not often. */
    @Bean
    MessageThreads followers() {
        return () -> 1;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LogTail logTail(
            LogOwner owned,
            @Qualifier("tailSource") LogSource source,
            Nodes nodes,
            ObjectProvider<TailObserver> observers,
            StoreProperties properties,
            MeterRegistry meters) {
        return new LogTail(source, nodes, observers.orderedStream().toList(), properties.tail(), meters);
    }

    @Bean
    EventStore eventStore(
            EventStorageEngine engine,
            LogTail tail,
            Nodes nodes,
            @Qualifier("logReader") LogSource reader,
            StoreProperties properties) {
        SharedPages past =
                new SharedPages(reader, () -> tail.window().last(), properties.pageSize(), properties.sharedPages());
        TailingEventStore store = new TailingEventStore(engine, tail, nodes, past, properties.pageSize());
        store.registerDispatchInterceptor(new MessageIdentity());
        return store;
    }

    /** The epoch stands in the database whatever the log is kept in, for tokens and claims go with it. */
    @Bean
    EventTail eventTail(
            EventStore store, @Qualifier("logReader") LogSource log, DataSource dataSource, MeterRegistry meters) {
        return new StoreTail((TailingEventStore) store, log, new EventTable(dataSource).epoch(), meters);
    }

    @Bean(destroyMethod = "close")
    TokenProgress projectionProgress(ProgressProperties properties) {
        return new TokenProgress(properties);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TokenTable tokenTable(
            DataSource dataSource,
            Serializer serializer,
            TokenProgress progress,
            Nodes nodes,
            ProgressProperties properties) {
        return new TokenTable(dataSource, serializer, progress, nodes, properties.tableAfter());
    }

    @Bean
    TokenStore tokenStore(
            DataSource dataSource,
            Serializer serializer,
            StoreProperties properties,
            DatabaseServer server,
            TokenProgress progress,
            Nodes nodes) {
        TokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .serializer(serializer)
                .schema(TokenSchema.builder().setTokenTable("work.token").build())
                .claimTimeout(properties.claimTimeout())
                .nodeId(nodeName(properties, server))
                .build();
        return new ProgressTokenStore(tokens, progress, nodes);
    }

    /** Only one process at a time holds an embedded database, so its node can have the same name after each restart. */
    private static String nodeName(StoreProperties properties, DatabaseServer server) {
        if (!properties.node().isBlank()) {
            return properties.node();
        }
        return server instanceof EmbeddedPostgres
                ? "embedded"
                : ManagementFactory.getRuntimeMXBean().getName();
    }
}
