package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A commit on one node wakes the tails of all. */
class WakingAcrossNodesTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void aTailHearsOfAnotherNodesCommitLongBeforeItWouldLookByItself() throws Exception {
        NodeStore writer = node(Map.of());
        NodeStore reader = node(Map.of());
        await().until(() -> hears(writer) && hears(reader));
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        reader.tail().follow("test", 0, event -> heard.add(System.nanoTime()));

        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            writer.append(counted(newAggregate(), 0));
            long committed = System.nanoTime();
            Long at = heard.poll(10, TimeUnit.SECONDS);
            assertThat(at).as("event %d", i).isNotNull();
            latencies.add(at - committed);
        }

        Collections.sort(latencies);
        assertThat(Duration.ofNanos(latencies.get(25))).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void aNodeThatIsCutOffHearsByPollingAndLaterListensAgain() throws Exception {
        NodeStore writer = node(Map.of());
        NodeStore reader = node(Map.of("parley.nodes.reconnect-after", "3s"));
        await().until(() -> hears(writer) && hears(reader));
        List<Long> heard = StoreContract.follow(reader, 0);

        JdbcClient.create(database)
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley-listen'"
                        + " AND datname = current_database()")
                .query()
                .listOfRows();
        await().until(() -> !hears(reader));
        writer.append(counted(newAggregate(), 0, 2));
        await().untilAsserted(() -> assertThat(heard).containsExactly(1L, 2L));
        assertThat(hears(reader)).isFalse();

        await().until(() -> hears(reader));
        writer.append(counted(newAggregate(), 0));
        await().untilAsserted(() -> assertThat(heard).containsExactly(1L, 2L, 3L));
    }

    private NodeStore node(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("parley.store.tail.poll-interval", "1h");
        TestNode node = TestNode.on(database, properties);
        nodes.add(node);
        return new NodeStore(node);
    }

    private static boolean hears(NodeStore store) {
        double listening = store.node()
                .bean(MeterRegistry.class)
                .get("parley.log.listening")
                .gauge()
                .value();
        return listening == 1 && !store.node().bean(Nodes.class).isAlone();
    }
}
