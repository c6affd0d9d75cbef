package io.parley.infra.nodes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.postgres.DatabaseServer;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells other nodes what there is something new of, on a thread and a connection of its own: the first time at once, what comes
 * shortly after in one. If the connection is lost, what was to be told is told when it is back.
 */
final class Notifier implements AutoCloseable {

    private static final long CLOSING_MILLIS = 2000;

    private final DatabaseServer server;
    private final String node;
    private final NodesProperties settings;
    private final Set<Topic> pending = EnumSet.noneOf(Topic.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Counter sent;
    private final Reconnect reconnect;
    private final Thread thread = new Thread(this::run, "parley-nodes-notify");
    private volatile @Nullable Wire wire;
    private volatile boolean closed;

    Notifier(DatabaseServer server, String node, NodesProperties settings, MeterRegistry meters) {
        this.server = server;
        this.node = node;
        this.settings = settings;
        this.reconnect = new Reconnect(settings, "notifies other nodes");
        this.sent = Counter.builder("parley.log.notify.sent")
                .description("Notifications sent to other nodes")
                .register(meters);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks for long. */
    void tell(Topic topic) {
        lock.lock();
        try {
            if (pending.add(topic)) {
                something.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            Set<Topic> topics = EnumSet.noneOf(Topic.class);
            try {
                topics = next();
                connected().send(node, topics);
                sent.increment();
                reconnect.connected();
                TimeUnit.NANOSECONDS.sleep(settings.debounce().toNanos());
            } catch (SQLException | RuntimeException e) {
                lost(topics, e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Set<Topic> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (pending.isEmpty()) {
                something.await();
            }
            Set<Topic> topics = EnumSet.copyOf(pending);
            pending.clear();
            return topics;
        } finally {
            lock.unlock();
        }
    }

    private Wire connected() throws SQLException {
        Wire open = wire;
        if (open == null) {
            open = Wire.open(server, "parley-notify");
            wire = open;
            open.makeHasty();
        }
        return open;
    }

    private void lost(Set<Topic> topics, Exception failure) {
        disconnect();
        if (closed) {
            return;
        }
        reconnect.failed(failure);
        topics.forEach(this::tell);
        try {
            reconnect.pause();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void disconnect() {
        Wire open = wire;
        wire = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        disconnect();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
