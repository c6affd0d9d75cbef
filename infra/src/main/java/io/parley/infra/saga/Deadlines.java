package io.parley.infra.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import io.parley.infra.concurrent.Daemons;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * A scheduler of deadlines of one kind, with a table and threads of its own. What it is given joins the transaction of whoever gives it;
 * what is due it finds by itself, on whichever node looks first.
 */
public final class Deadlines {

    /** So many heartbeats must be missed before a node counts as dead; the scheduler takes no fewer. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final int HOUSEKEEPERS = 2;

    private final Scheduler scheduler;

    /**
     * One that is not started.
     *
     * @param clock tells what is due
     * @param task what is done when a deadline is due
     * @param table where its deadlines are
     * @param threads what its threads are called
     */
    public Deadlines(
            DataSource dataSource,
            Clock clock,
            Task<?> task,
            String table,
            String threads,
            Serializer data,
            SchedulerListener trouble,
            DeadlineProperties settings) {
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                .clock(clock::instant)
                .tableName(table)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .schedulerName(new SchedulerName.Fixed("parley-" + UUID.randomUUID()))
                .serializer(data)
                .addSchedulerListener(trouble)
                .pollingInterval(settings.pollingInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.drain())
                .threads(settings.threads())
                .executorService(Executors.newFixedThreadPool(settings.threads(), Daemons.numbered(threads)))
                .dueExecutor(Executors.newSingleThreadExecutor(Daemons.numbered(threads + "s-due")))
                .housekeeperExecutor(
                        Executors.newScheduledThreadPool(HOUSEKEEPERS, Daemons.numbered(threads + "s-alive")))
                .build();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Begins to look for what is due. */
    public void start() {
        scheduler.start();
    }

    /** Lets what is being handled come to its end, for as long as the settings say. */
    public void stop() {
        scheduler.stop();
    }
}
