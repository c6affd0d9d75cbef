package io.parley.infra.axon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.concurrent.BoundedPool;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The threads of query handlers, bounded. What does not fit in is refused as {@code overloaded}. */
final class QueryExecutor implements Executor, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BoundedPool pool;

    QueryExecutor(QueryProperties settings, MeterRegistry meters) {
        this.pool = new BoundedPool("query", settings.threads(), settings.queue());
        Gauge.builder("parley.queries.queue", pool, BoundedPool::waiting).register(meters);
        Gauge.builder("parley.queries.active", pool, BoundedPool::active).register(meters);
    }

    /** Never blocks. */
    @Override
    public void execute(Runnable task) {
        if (!pool.tryExecute(task)) {
            throw new Rejection(ErrorCode.OVERLOADED, "Too many reads are under way. Try again.");
        }
    }

    @Override
    public void close() {
        pool.close(PATIENCE);
    }
}
