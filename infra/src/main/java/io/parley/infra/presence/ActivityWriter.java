package io.parley.infra.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.ActivityLog;
import io.parley.infra.concurrent.Daemons;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what this node notes, in batches on a thread of its own, renews its lease as a gateway and sweeps up after others. What could
 * not be written is written the next time. A node whose lease was ended, since it was frozen or cut off, or whose last transactions the
 * database has lost, registers anew and writes its open streams again.
 */
final class ActivityWriter implements ActivityLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ActivityWriter.class);
    private static final int CLOSING_SECONDS = 2;

    /** What a crash loses of the last second is found out and written anew; and who is frozen in a transaction must not keep its lease. */
    private static final String HASTY = "SELECT set_config('synchronous_commit', 'off', true),"
            + " set_config('idle_in_transaction_session_timeout', '5s', true)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ActivityTable table;
    private final GatewayTable gateways;
    private final Partitions partitions;
    private final Sweep sweep;
    private final OwnStreams own;
    private final ActivityQueue queue;
    private final NotifiedFeed feed;
    private final FeedSender others;
    private final ActivityProperties settings;
    private final Supplier<UUID> names;
    private final Counter failed;
    private final ScheduledExecutorService thread = Daemons.timer("parley-activity");
    private long written;
    private long renewedAt;
    private long sweptAt;

    ActivityWriter(Tables tables, OwnStreams own, NotifiedFeed feed, FeedSender others, Setting setting) {
        this.jdbc = tables.jdbc();
        this.transaction = tables.transaction();
        this.table = new ActivityTable(jdbc);
        this.settings = setting.properties();
        this.gateways = new GatewayTable(jdbc, settings.lease());
        this.partitions = tables.partitions();
        this.sweep = new Sweep(transaction, gateways, table, others, settings.batch());
        this.own = own;
        this.feed = feed;
        this.others = others;
        this.names = setting.names();
        MeterRegistry meters = setting.meters();
        Counter dropped = Counter.builder("parley.activity.dropped")
                .description("What devices did and is not written down, since too much waited")
                .register(meters);
        this.queue = new ActivityQueue(own, settings.waiting(), dropped::increment);
        this.failed = Counter.builder("parley.activity.failed")
                .description("Times that it could not be written what devices did")
                .register(meters);
        Gauge.builder("parley.activity.waiting", queue, ActivityQueue::size)
                .description("What devices did and is not written yet")
                .register(meters);
    }

    void start() {
        long every = settings.every().toMillis();
        thread.scheduleWithFixedDelay(this::round, 0, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void note(Activity activity) {
        queue.add(activity);
        others.tell(activity);
    }

    /** Does all that there is to do. */
    void round() {
        try {
            Days days = partitions.days();
            writeAll(days);
            renewIfDue(days);
            sweepIfDue(days);
            others.allWritten();
        } catch (RuntimeException e) {
            failed.increment();
            partitions.forget();
            log.debug("It could not be written what devices did", e);
        }
    }

    private void writeAll(Days days) {
        Batch batch = queue.take(settings.batch());
        while (!batch.isEmpty()) {
            write(batch, days);
            batch = queue.take(settings.batch());
        }
    }

    private void write(Batch batch, Days days) {
        try {
            while (!tryToWrite(batch, days)) {
                register();
            }
        } catch (RuntimeException e) {
            queue.restore(batch);
            throw e;
        }
    }

    /** Whether this node still counted as a gateway; if not, nothing was written. */
    private boolean tryToWrite(Batch batch, Days days) {
        boolean alive = Boolean.TRUE.equals(transaction.execute(begun -> {
            jdbc.sql(HASTY).query().listOfRows();
            boolean renewed = gateways.renew(own.node(), written);
            if (renewed) {
                table.write(own.node(), batch, days);
            }
            return renewed;
        }));
        written += alive ? 1 : 0;
        renewedAt = System.nanoTime();
        return alive;
    }

    private void register() {
        boolean again = !own.node().equals(OwnStreams.NOBODY);
        UUID name = names.get();
        transaction.executeWithoutResult(begun -> gateways.register(name));
        own.registered(name);
        written = 0;
        if (again) {
            log.warn(
                    "This node was taken for dead, or the database lost what it wrote; it is the gateway {} now", name);
            List<Connected> open = queue.restate();
            open.forEach(others::tell);
        } else {
            log.info("This node is the gateway {}", name);
        }
    }

    private void renewIfDue(Days days) {
        if (isDue(renewedAt) || own.node().equals(OwnStreams.NOBODY)) {
            write(new Batch(List.of(), List.of(), List.of()), days);
            writeAll(days);
        }
    }

    private void sweepIfDue(Days days) {
        if (isDue(sweptAt)) {
            if (sweep(days)) {
                feed.lookAgain();
                others.lookAgain();
            }
            sweptAt = System.nanoTime();
        }
    }

    /** Answers whether a gateway has gone: what it told in its last moment is in no table, so nobody will say that it has ended. */
    private boolean sweep(Days days) {
        return sweep.run(days, feed::happened);
    }

    private boolean isDue(long last) {
        return last == 0 || System.nanoTime() - last >= settings.heartbeat().toNanos();
    }

    /** Writes what is left, and takes this node's own connections away. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Days days = partitions.days();
            writeAll(days);
            transaction.executeWithoutResult(begun -> gateways.end(own.node()));
            sweep(days);
        } catch (RuntimeException e) {
            log.debug("What was left of this gateway is removed by another", e);
        }
    }

    /**
     * What it writes to.
     *
     * @param transaction for the tables, each time a new one
     */
    record Tables(JdbcClient jdbc, TransactionTemplate transaction, Partitions partitions) {}

    /**
     * How it works.
     *
     * @param names what a node is called each time that it registers
     */
    record Setting(ActivityProperties properties, Supplier<UUID> names, MeterRegistry meters) {}
}
