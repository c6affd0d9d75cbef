package io.parley.infra.wiring;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that all projections share: few that watch the log, and a bounded number that fill tables. Their queues hold at
 * most a task or two for each projection.
 */
final class ProjectionThreads implements AutoCloseable {

    private static final int COORDINATORS = 2;
    private static final int SECONDS_TO_END = 5;

    private final ScheduledExecutorService coordinators = pool(COORDINATORS, "projection-watch-");
    private final ScheduledExecutorService workers;

    ProjectionThreads(int workers) {
        this.workers = pool(workers, "projection-fill-");
    }

    ScheduledExecutorService coordinators() {
        return coordinators;
    }

    ScheduledExecutorService workers() {
        return workers;
    }

    static ScheduledThreadPoolExecutor pool(int size, String names) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory(names);
        factory.setDaemon(true);
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(size, factory);
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    /** Axon has stopped its processors by then; what still runs may end. */
    @Override
    public void close() throws InterruptedException {
        coordinators.shutdown();
        workers.shutdown();
        if (!workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
        coordinators.shutdownNow();
    }
}
