package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract on PostgreSQL, and what only a database can be asked. */
class PostgresEventStoreTest extends EventStoreContract {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return NodeStore.on(database, window, page, poll);
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
}
