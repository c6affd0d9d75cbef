package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract on PostgreSQL, and what only a database can be asked. */
class PostgresEventStoreTest extends EventStoreContract {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return new NodeStore(TestNode.on(
                database,
                Map.of(
                        "parley.store.tail.window", Integer.toString(window),
                        "parley.store.tail.batch", Integer.toString(page),
                        "parley.store.page-size", Integer.toString(page),
                        "parley.store.tail.poll-interval", poll.toMillis() + "ms")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE events.event SET type = 'x'",
                "DELETE FROM events.event",
                "DELETE FROM events.event WHERE position = 99",
                "TRUNCATE events.event"
            })
    void theLogCanOnlyBeAddedTo(String change) {
        node().append(counted(newAggregate(), 0));

        assertThatThrownBy(() -> JdbcClient.create(database).sql(change).update())
                .hasMessageContaining("append-only");
    }

    @Test
    void theEpochOutlivesARestart() {
        assertThat(node().tail().epoch()).isEqualTo(node().tail().epoch());
    }

    @Test
    void aGapThatIsNoneOfOursStopsReadersRatherThanThatTheyPassIt() {
        StoreUnderTest store = node();
        List<Long> heard = follow(store, 0);
        store.append(counted(newAggregate(), 0));
        JdbcClient.create(database)
                .sql(
                        "INSERT INTO events.event SELECT 3, gen_random_uuid(), aggregate_type, 'by hand', 0, type, revision,"
                                + " payload, metadata, recorded_at FROM events.event WHERE position = 1")
                .update();

        await().pollDelay(Duration.ofMillis(1500))
                .untilAsserted(() -> assertThat(heard).containsExactly(1L));
    }

    @Test
    void readersAndWritersSurviveTheLossOfAllConnections() throws Exception {
        StoreUnderTest store = node();
        List<Long> heard = follow(store, 0);
        CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> writeThroughLosses(store, 200));

        for (int i = 0; i < 5; i++) {
            Thread.sleep(100);
            JdbcClient.create(database)
                    .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                    .query()
                    .listOfRows();
        }

        int acknowledged = written.get();
        long head = store.tail().head();
        assertThat(head).isGreaterThanOrEqualTo(acknowledged);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList()));
    }

    private static int writeThroughLosses(StoreUnderTest store, int times) {
        int acknowledged = 0;
        for (int i = 0; i < times; i++) {
            try {
                store.append(counted(newAggregate(), 0));
                acknowledged++;
            } catch (RuntimeException e) {
                assertThat(StoreFailures.isUnavailable(e)).as("%s", e).isTrue();
            }
        }
        return acknowledged;
    }

    private record NodeStore(TestNode node) implements StoreUnderTest {

        @Override
        public EventStore events() {
            return node.bean(EventStore.class);
        }

        @Override
        public EventTail tail() {
            return node.bean(EventTail.class);
        }

        @Override
        public EventsByPosition byPosition() {
            return node.bean(EventsByPosition.class);
        }

        @Override
        public SentMessages sentMessages() {
            return node.bean(SentMessages.class);
        }

        @Override
        public TransactionManager transactions() {
            return node.bean(TransactionManager.class);
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
