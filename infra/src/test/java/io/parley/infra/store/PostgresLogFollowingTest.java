package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract on PostgreSQL, and what only a database can be asked. */
class PostgresLogFollowingTest extends LogFollowingContract {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return NodeStore.on(database, window, page, poll);
    }

    @Test
    void aGapThatIsNoneOfOursStopsReadersRatherThanThatTheyPassIt() {
        StoreUnderTest store = node();
        List<Long> heard = follow(store, 0);
        store.append(counted(newAggregate(), 0));
        await().untilAsserted(() -> assertThat(heard).containsExactly(1L));
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
        // the last loss may be so short ago that the pool has not noticed
        long head = await().ignoreExceptions().until(() -> store.tail().head(), position -> position >= 0);
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
}
