package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;

/** The contract in memory. */
class MemoryLogFollowingTest extends LogFollowingContract {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final MemoryLog memory = new MemoryLog();

    @Override
    StoreUnderTest connect(int window, int page, Duration poll) {
        return MemoryStore.on(database, memory, window, page, poll);
    }
}
