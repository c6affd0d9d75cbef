package io.parley.infra.nodes;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.postgres.DatabaseServer;
import java.time.Duration;

/** Nodes on a test's database. */
public final class TestNodes {

    private TestNodes() {}

    /** One more of them, which listens already. */
    public static Nodes start(HikariDataSource database, MeterRegistry meters) {
        return start(database, meters, Duration.ofMillis(2));
    }

    static Nodes start(HikariDataSource database, MeterRegistry meters, Duration debounce) {
        NodesProperties settings =
                new NodesProperties(debounce, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(1));
        Nodes nodes = new Nodes(server(database), settings, meters);
        nodes.start();
        await().until(nodes::isListening);
        return nodes;
    }

    private static DatabaseServer server(HikariDataSource database) {
        return new DatabaseServer() {
            @Override
            public String jdbcUrl() {
                return database.getJdbcUrl();
            }

            @Override
            public String user() {
                return database.getUsername();
            }

            @Override
            public String password() {
                return database.getPassword();
            }

            @Override
            public void close() {}
        };
    }
}
