package io.parley.infra.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what was written in the current transaction at once, not deferred. Whoever shares a transaction with others and fails
 * after such a write can only be undone together with them.
 */
public final class ImmediateWrites implements TransactionSynchronization {

    private static final Object KEY = ImmediateWrites.class;

    private int count;

    private ImmediateWrites() {}

    /** Says that something was written. Outside a transaction there is nothing to count. */
    public static void note() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            ImmediateWrites writes = (ImmediateWrites) TransactionSynchronizationManager.getResource(KEY);
            (writes == null ? begin() : writes).count++;
        }
    }

    /** How many writes were noted in the current transaction. */
    public static int count() {
        ImmediateWrites writes = (ImmediateWrites) TransactionSynchronizationManager.getResource(KEY);
        return writes == null ? 0 : writes.count;
    }

    private static ImmediateWrites begin() {
        ImmediateWrites begun = new ImmediateWrites();
        TransactionSynchronizationManager.bindResource(KEY, begun);
        TransactionSynchronizationManager.registerSynchronization(begun);
        return begun;
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
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }
}
