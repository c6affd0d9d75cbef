package io.parley.infra.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that the current transaction is to write at its end: many by one statement, and none of what was taken back meanwhile. A
 * row is written once, before the commit at the latest. For the transaction's thread alone.
 */
public final class DeferredWrites implements TransactionSynchronization {

    private static final Object KEY = DeferredWrites.class;

    private final List<Entry<?>> entries = new ArrayList<>();
    private final Map<Object, Integer> savepoints = new IdentityHashMap<>();

    private DeferredWrites() {}

    /**
     * Writes rows of one kind. Has an identity: rows with the same sink are written together.
     *
     * @param <R> a row
     */
    public interface Sink<R> {

        /** Writes rows, in order, in the current transaction. May be called again after a rollback to a savepoint. */
        void write(List<R> rows);

        /** Hears that a row will not be written: forget what was remembered of it. */
        void dropped(R row);

        /** Whether it is written after those that are not: it takes away what they may add. */
        default boolean isLast() {
            return false;
        }
    }

    /**
     * Defers a row.
     *
     * @throws IllegalStateException if there is no transaction
     */
    public static <R> void add(Sink<R> sink, R row) {
        current().orElseGet(DeferredWrites::begin).entries.add(new Entry<>(sink, row));
    }

    /** The rows that wait in the current transaction, if any were ever deferred in it. */
    public static Optional<DeferredWrites> current() {
        return Optional.ofNullable((DeferredWrites) TransactionSynchronizationManager.getResource(KEY));
    }

    /** How many rows were deferred so far, dropped ones included: a place to which {@link #drop} can refer. */
    public static int mark() {
        return current().map(writes -> writes.entries.size()).orElse(0);
    }

    /** Takes back the rows that were deferred between two marks. */
    public static void drop(int from, int to) {
        current().ifPresent(writes -> writes.entries
                .subList(from, Math.min(to, writes.entries.size()))
                .forEach(Entry::drop));
    }

    /** Writes what waits. Nothing counts as written until {@link #written()}, for a savepoint may be rolled back to. */
    public static void write() {
        current().ifPresent(DeferredWrites::writeWaiting);
    }

    /** Says that what waited is written for good. */
    public static void written() {
        current().ifPresent(writes -> writes.entries.forEach(entry -> entry.settled = true));
    }

    private static DeferredWrites begin() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("rows can be deferred in a transaction only");
        }
        DeferredWrites begun = new DeferredWrites();
        TransactionSynchronizationManager.bindResource(KEY, begun);
        TransactionSynchronizationManager.registerSynchronization(begun);
        return begun;
    }

    private void writeWaiting() {
        Map<Sink<?>, List<Object>> bySink = new LinkedHashMap<>();
        for (Entry<?> entry : entries) {
            if (!entry.settled) {
                bySink.computeIfAbsent(entry.sink, sink -> new ArrayList<>()).add(entry.row);
            }
        }
        bySink.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getKey().isLast()))
                .forEach(one -> writeTo(one.getKey(), one.getValue()));
    }

    @SuppressWarnings("unchecked")
    private static <R> void writeTo(Sink<?> sink, List<Object> rows) {
        ((Sink<R>) sink).write((List<R>) rows);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(KEY);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(KEY, this);
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, entries.size());
    }

    @Override
    public void savepointRollback(Object savepoint) {
        drop(savepoints.getOrDefault(savepoint, 0), entries.size());
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        writeWaiting();
        written();
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }

    private static final class Entry<R> {

        private final Sink<R> sink;
        private final R row;
        private boolean settled;

        Entry(Sink<R> sink, R row) {
            this.sink = sink;
            this.row = row;
        }

        void drop() {
            if (!settled) {
                settled = true;
                sink.dropped(row);
            }
        }
    }
}
