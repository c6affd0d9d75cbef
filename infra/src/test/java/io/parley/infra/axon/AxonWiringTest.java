package io.parley.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Seen;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** Axon must be made of the parts we mean: what it takes instead of a missing one loses data without a word. */
class AxonWiringTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Test
    void eventsOutliveTheContextThatStoredThem() throws Exception {
        ReceiptsId tally = TestNode.newTally();
        try (TestNode node = TestNode.on(database, Map.of())) {
            assertThat(count(node, tally, 3).getPayload()).isEqualTo(3L);
        }
        assertThat(JdbcClient.create(database)
                        .sql("SELECT count(*) FROM events.event")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        try (TestNode node = TestNode.on(database, Map.of())) {
            CommandResultMessage<?> result = count(node, tally, 1);
            assertThat(result.getPayload()).isEqualTo(4L);
            assertThat(result.getMetaData()).containsEntry(MetadataKeys.POSITION, 4L);
        }
    }

    @Test
    void everyCriticalPartIsTheOneWeMean() {
        try (TestNode node = TestNode.on(database, Map.of(), Seen.Wiring.class)) {
            assertType(node, EventStore.class, "io.parley.infra.store.TailingEventStore");
            assertType(node, TokenStore.class, "io.parley.infra.store.ProgressTokenStore");
            assertType(node, CommandBus.class, "io.parley.infra.bus.GroupingCommandBus");
            assertType(node, TransactionManager.class, SpringTransactionManager.class.getName());
            assertType(node, DataSource.class, LazyConnectionDataSourceProxy.class.getName());
            assertType(node, Cache.class, AggregateCache.class.getName());
            assertType(node, Snapshotter.class, BackgroundSnapshotter.class.getName());
            for (String name : new String[] {"serializer", "eventSerializer", "messageSerializer"}) {
                assertThat(node.bean(name, Serializer.class)).isInstanceOf(Jackson3Serializer.class);
            }
            assertThat(node.bean(SnapshotTriggerDefinition.class)).isNotNull();
            assertThat(node.bean("queryExecutor", Executor.class)).isNotNull();
            assertThat(node.bean(EventProcessingConfiguration.class)
                            .eventProcessor(Seen.GROUP)
                            .orElseThrow())
                    .isInstanceOf(FollowingProcessor.class);
        }
    }

    @Test
    void axonUsesTheBeansOfTheContextAndNoDefaults() {
        try (TestNode node = TestNode.on(database, Map.of())) {
            Configuration axon = node.bean(Configuration.class);

            assertThat(axon.eventStore()).isSameAs(node.bean(EventStore.class));
            assertThat(axon.eventBus()).isSameAs(node.bean(EventBus.class));
            assertThat(axon.commandBus()).isSameAs(node.bean(CommandBus.class));
            assertThat(axon.commandGateway()).isSameAs(node.bean(CommandGateway.class));
            assertThat(axon.queryBus()).isSameAs(node.bean(QueryBus.class));
            assertThat(axon.queryGateway()).isSameAs(node.bean(QueryGateway.class));
            assertThat(axon.snapshotter()).isSameAs(node.bean(Snapshotter.class));
            assertThat(axon.serializer()).isSameAs(node.bean("serializer", Serializer.class));
            assertThat(axon.eventSerializer()).isSameAs(node.bean("eventSerializer", Serializer.class));
            assertThat(axon.messageSerializer()).isSameAs(node.bean("messageSerializer", Serializer.class));
            assertThat(axon.getComponent(TransactionManager.class)).isSameAs(node.bean(TransactionManager.class));
            assertThat(axon.getComponent(TokenStore.class)).isSameAs(node.bean(TokenStore.class));
            assertThat(axon.correlationDataProviders()).singleElement().isInstanceOf(MetadataCorrelation.class);
        }
    }

    @Test
    void nothingThatIsFoundByItselfIsOnTheClassPath() {
        for (String stranger : new String[] {
            "com.thoughtworks.xstream.XStream",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        }) {
            assertThatThrownBy(() -> Class.forName(stranger)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void timeIsUtcAndTicksInMilliseconds() {
        try (TestNode node = TestNode.on(database, Map.of())) {
            Clock clock = node.bean(Clock.class);

            assertThat(clock.getZone()).isEqualTo(java.time.ZoneOffset.UTC);
            assertThat(clock.instant().getNano() % 1_000_000).isZero();
        }
    }

    private static void assertType(TestNode node, Class<?> bean, String type) {
        assertThat(node.bean(bean).getClass().getName()).isEqualTo(type);
    }

    private static CommandResultMessage<?> count(TestNode node, ReceiptsId tally, int times) throws Exception {
        CommandResultMessage<?> result =
                node.send(new Tally.Count(tally, times)).get(10, TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        return result;
    }
}
