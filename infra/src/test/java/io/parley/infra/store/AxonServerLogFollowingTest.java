package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.axonserver.AxonServerDouble;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

/** The contract on Axon Server, for which its double stands. */
class AxonServerLogFollowingTest extends LogFollowingContract {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return NodeStore.on(database, window, page, poll, server.settings());
    }
}
