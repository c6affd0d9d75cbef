package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;

/** The contract on PostgreSQL with two nodes, which write in turns. */
class TwoNodesLogFollowingTest extends LogFollowingContract {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return TwoNodesStore.on(database, window, page, poll);
    }
}
