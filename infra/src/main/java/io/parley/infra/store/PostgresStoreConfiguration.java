package io.parley.infra.store;

import io.parley.contract.chat.Memberships;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.StoreKind;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@Conditional(StoreKind.IsPostgres.class)
public class PostgresStoreConfiguration {

    @Bean
    EventTable eventTable(DataSource dataSource) {
        return new EventTable(dataSource);
    }

    @Bean
    LogReader logReader(EventTable events, @Qualifier("eventSerializer") Serializer serializer, Upcasters upcasters) {
        return new LogReader(events, serializer, upcasters.chain());
    }

    @Bean(destroyMethod = "close")
    TailPool tailPool(DatabaseServer server, DataSource migrated) {
        return new TailPool(server);
    }

    @Bean
    LogReader tailSource(TailPool pool, @Qualifier("eventSerializer") Serializer serializer, Upcasters upcasters) {
        return new LogReader(new EventTable(pool.dataSource()), serializer, upcasters.chain());
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource dataSource,
            @Qualifier("eventSerializer") Serializer serializer,
            Upcasters upcasters,
            StoreProperties properties) {
        return new PostgresEventStorageEngine(dataSource, serializer, upcasters.chain(), properties.pageSize());
    }

    @Bean
    AggregateHeads aggregateHeads(DataSource dataSource) {
        return new TableHeads(dataSource);
    }

    @Bean
    CommitLookup commitLookup(
            DataSource dataSource, PlatformTransactionManager transactions, StoreProperties properties) {
        return new TableCommitLookup(dataSource, new TransactionTemplate(transactions), properties.commitLookup());
    }

    @Bean
    StoredEvents storedEvents(
            EventTable events,
            @Qualifier("logReader") LogReader reader,
            @Qualifier("eventSerializer") Serializer serializer) {
        return new StoredEvents(
                events, reader, serializer.typeForClass(MessageSent.class).getName());
    }

    @Bean
    Memberships memberships(EventTable events, @Qualifier("logReader") LogReader reader, StoreProperties properties) {
        return new StoredMemberships(events, reader, properties.pageSize());
    }
}
