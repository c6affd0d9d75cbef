package io.parley.infra.degradation;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;

/** How many callers wait for a connection to the database, as a part of all connections there are. */
final class PoolWait implements Signal {

    private final HikariDataSource pool;
    private final double bound;

    PoolWait(HikariDataSource pool, double bound) {
        this.pool = pool;
        this.bound = bound;
    }

    @Override
    public Reading read() {
        HikariPoolMXBean opened = pool.getHikariPoolMXBean();
        double waiting = opened == null ? 0 : opened.getThreadsAwaitingConnection();
        return Reading.of("pool-wait", waiting / pool.getMaximumPoolSize(), bound);
    }
}
