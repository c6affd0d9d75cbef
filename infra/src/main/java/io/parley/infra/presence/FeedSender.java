package io.parley.infra.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.TypingFeed.Typing;
import io.parley.infra.nodes.NodeChannel;
import io.parley.infra.nodes.Nodes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Tells other nodes what happens here, on a thread of its own: gathered for some milliseconds, many things in one notification. Bounded.
 * What could not be told is not told later: others are told that they missed something, once it is in the tables. A node that is alone
 * tells nobody anything.
 */
final class FeedSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedSender.class);
    private static final long CLOSING_MILLIS = 2000;
    private static final long PAUSE_MILLIS = 500;

    private final UUID self;
    private final Nodes nodes;
    private final NodeChannel channel;
    private final JdbcClient jdbc;
    private final ActivityProperties settings;
    private final Counter untold;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Thread thread = new Thread(this::run, "parley-activity-tell");
    private List<byte[]> items = new ArrayList<>();
    private final AtomicBoolean missed = new AtomicBoolean();
    private volatile boolean closed;

    FeedSender(
            UUID self,
            Nodes nodes,
            NodeChannel channel,
            JdbcClient jdbc,
            ActivityProperties settings,
            MeterRegistry meters) {
        this.self = self;
        this.nodes = nodes;
        this.channel = channel;
        this.jdbc = jdbc;
        this.settings = settings;
        this.untold = Counter.builder("parley.activity.untold")
                .description("What devices did and other nodes were not told, so that they looked in the tables")
                .register(meters);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Tells of something, in a moment. Never blocks for long. */
    void tell(Activity activity) {
        if (!nodes.isAlone() && !add(FeedCodec.item(activity))) {
            missed(1);
        }
    }

    /** Tells of something that nobody can look up; dropped if too much waits. */
    void tell(Typing typing) {
        if (!nodes.isAlone()) {
            add(FeedCodec.item(typing));
        }
    }

    /** Tells in the current transaction: when that is committed, and not if it is not. Blocking. */
    void tellNow(Collection<? extends Activity> activities) {
        if (!nodes.isAlone()) {
            List<String> texts = FeedCodec.pack(
                    self, activities.stream().map(FeedCodec::item).toList());
            jdbc.sql("SELECT pg_notify(?, text) FROM unnest(?) AS text")
                    .param(channel.sqlName())
                    .param(new SqlArrayValue("text", texts.toArray()))
                    .query()
                    .listOfRows();
        }
    }

    /** Lets the others look in the tables, however much they have heard. */
    void lookAgain() {
        if (!nodes.isAlone()) {
            missed.set(true);
        }
    }

    /** Says that what happened here is in the tables: whoever missed some of it may look there. */
    void allWritten() {
        if (missed.compareAndSet(true, false) && !add(FeedCodec.gap())) {
            missed.set(true);
        }
    }

    private boolean add(byte[] item) {
        lock.lock();
        try {
            if (items.size() >= settings.untold()) {
                return false;
            }
            items.add(item);
            something.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            List<byte[]> taken = List.of();
            try {
                await();
                TimeUnit.NANOSECONDS.sleep(settings.gather().toNanos());
                taken = take();
                channel.send(FeedCodec.pack(self, taken));
            } catch (SQLException | RuntimeException e) {
                log.debug("Other nodes could not be told what devices do", e);
                missed(taken.size());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void missed(int count) {
        untold.increment(count);
        missed.set(true);
    }

    private void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                something.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<byte[]> take() {
        lock.lock();
        try {
            List<byte[]> taken = items;
            items = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(closed ? 0 : PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
