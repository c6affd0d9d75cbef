package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys that the current transaction has made: known to it alone until it commits. Its leaf keys then go into the cache, so
 * that a reader on this node need not ask the database for what was just written. Its chat and user keys do not: part of a
 * transaction may have been rolled back to a savepoint, and a leaf key wrapped by a key that is not there would be lost.
 */
final class NewKeys implements TransactionSynchronization {

    private final KeyCache cache;
    private final Map<KeyId, LiveKey> leafKeys = new HashMap<>();
    private final Map<KeyOwner, LiveKey> newestByOwner = new HashMap<>();

    private NewKeys(KeyCache cache) {
        this.cache = cache;
    }

    /** Those of the current transaction, if it made any. */
    static Optional<NewKeys> current(KeyCache cache) {
        return Optional.ofNullable((NewKeys) TransactionSynchronizationManager.getResource(cache));
    }

    /**
     * Remembers a key in the current transaction.
     *
     * @throws IllegalStateException if there is none: a key is written together with what it encrypts, or not at all
     */
    static void remember(KeyCache cache, LiveKey key) {
        current(cache).orElseGet(() -> begin(cache)).add(key);
    }

    private void add(LiveKey key) {
        newestByOwner.put(new KeyOwner(key.kind(), key.owner()), key);
        if (key.kind().isLeaf()) {
            leafKeys.put(key.keyId(), key);
        }
    }

    /** Forgets a key that will not be written after all. */
    void forget(KeyId keyId) {
        leafKeys.remove(keyId);
        newestByOwner.values().removeIf(key -> key.keyId().equals(keyId));
    }

    /** Makes sure that there is a transaction. */
    static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("keys are made in a transaction only");
        }
    }

    private static NewKeys begin(KeyCache cache) {
        requireTransaction();
        NewKeys begun = new NewKeys(cache);
        TransactionSynchronizationManager.bindResource(cache, begun);
        TransactionSynchronizationManager.registerSynchronization(begun);
        return begun;
    }

    /** A leaf key that the transaction made. */
    Optional<LiveKey> leaf(KeyId keyId) {
        return Optional.ofNullable(leafKeys.get(keyId));
    }

    /** The last key that the transaction made for an owner. */
    Optional<LiveKey> newestOf(KeyKind kind, String owner) {
        return Optional.ofNullable(newestByOwner.get(new KeyOwner(kind, owner)));
    }

    /** Before readers are woken, so that they find the keys in the cache. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(cache);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(cache, this);
    }

    @Override
    public void afterCommit() {
        cache.putLeafKeys(leafKeys.values());
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(cache);
    }
}
