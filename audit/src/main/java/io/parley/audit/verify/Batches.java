package io.parley.audit.verify;

import io.parley.audit.Connector;
import io.parley.infra.concurrent.Daemons;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.StoredSeal;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the log ahead by several threads, each with a connection of its own, and hands it out in order. */
final class Batches implements AutoCloseable {

    private static final int PAGE = 100;
    private static final int EVENTS = 2_000;
    private static final int AHEAD = 2;

    private final Connector connector;
    private final SealTable table;
    private final Map<String, PublicKey> keys;
    private final @Nullable String only;
    private final int threads;
    private final long lastSeal;
    private final ExecutorService pool;
    private final Queue<Connection> free = new ConcurrentLinkedQueue<>();
    private final Collection<Connection> opened = new ConcurrentLinkedQueue<>();
    private final Deque<StoredSeal> seals = new ArrayDeque<>();
    private final Deque<Future<Batch>> underWay = new ArrayDeque<>();
    private long readUpTo;
    private long firstPosition = 1;

    Batches(
            Connector connector,
            SealTable table,
            Map<String, PublicKey> keys,
            @Nullable String only,
            int threads,
            long lastSeal) {
        this.connector = connector;
        this.table = table;
        this.keys = keys;
        this.only = only;
        this.threads = threads;
        this.lastSeal = lastSeal;
        this.pool = Executors.newFixedThreadPool(threads, Daemons.numbered("parley-verify"));
    }

    /** The next in order; null after the last. */
    @Nullable
    Batch next() throws SQLException, InterruptedException {
        while (underWay.size() < threads * AHEAD) {
            List<StoredSeal> some = nextSeals();
            if (some.isEmpty()) {
                break;
            }
            long first = firstPosition;
            underWay.add(pool.submit(() -> read(first, some)));
            firstPosition = some.get(some.size() - 1).seal().lastPosition() + 1;
        }
        Future<Batch> next = underWay.poll();
        return next == null ? null : result(next);
    }

    private List<StoredSeal> nextSeals() throws SQLException {
        List<StoredSeal> some = new ArrayList<>();
        long events = 0;
        while (events < EVENTS) {
            if (seals.isEmpty()) {
                readSeals();
            }
            StoredSeal seal = seals.poll();
            if (seal == null) {
                break;
            }
            some.add(seal);
            events += seal.seal().events();
        }
        return some;
    }

    /** None that was made after it began: what comes while it looks is said to be unsealed, or not yet there. */
    private void readSeals() throws SQLException {
        for (StoredSeal seal : table.after(readUpTo, PAGE)) {
            if (seal.seal().number() <= lastSeal) {
                seals.add(seal);
            }
            readUpTo = seal.seal().number();
        }
    }

    private Batch read(long first, List<StoredSeal> some) throws SQLException {
        Connection connection = free.poll();
        if (connection == null) {
            connection = connector.open();
            connection.setReadOnly(true);
            opened.add(connection);
        }
        Batch batch = new BatchReader(new SealTable(connection), keys, only).read(first, some);
        free.add(connection);
        return batch;
    }

    private static Batch result(Future<Batch> future) throws SQLException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws SQLException {
        pool.shutdownNow();
        for (Connection connection : opened) {
            connection.close();
        }
    }
}
