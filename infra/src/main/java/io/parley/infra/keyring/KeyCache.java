package io.parley.infra.keyring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.contract.id.KeyId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped keys in memory, bounded in number and time. Has committed keys only, and none that was invalidated, though somebody may
 * have looked it up in the database just before. What others wrapped is not found any more at once and leaves memory a moment later,
 * with all that was invalidated meanwhile: to look through everything takes too long for who waits for a commit.
 */
final class KeyCache {

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Cache<KeyId, LiveKey> leafKeys;
    private final Cache<KeyId, LiveKey> wrappingKeys;
    private final Cache<KeyOwner, KeyId> newestByOwner;
    private final Cache<KeyId, Boolean> invalidated;

    /** Whose keys were all destroyed, whatever a rotation has replaced them with. */
    private final Cache<String, Boolean> goneOwners;

    KeyCache(KeyringProperties properties, Ticker ticker) {
        leafKeys = bounded(properties.cachedLeafKeys(), properties, ticker);
        wrappingKeys = bounded(properties.cachedWrappingKeys(), properties, ticker);
        newestByOwner = bounded(properties.cachedWrappingKeys(), properties, ticker);
        invalidated = bounded(properties.cachedLeafKeys(), properties, ticker);
        goneOwners = bounded(properties.cachedLeafKeys(), properties, ticker);
    }

    private static <K, V> Cache<K, V> bounded(int size, KeyringProperties properties, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(properties.cacheFor())
                .ticker(ticker)
                .build();
    }

    Map<KeyId, LiveKey> leafKeys(Collection<KeyId> keyIds) {
        Map<KeyId, LiveKey> found = new HashMap<>(leafKeys.getAllPresent(keyIds));
        found.values().removeIf(this::isInvalidated);
        return found;
    }

    @Nullable
    LiveKey wrappingKey(KeyId keyId) {
        LiveKey key = wrappingKeys.getIfPresent(keyId);
        return key == null || isInvalidated(key) ? null : key;
    }

    /** The key that was the owner's newest when it was put. */
    @Nullable
    LiveKey newestOf(KeyKind kind, String owner) {
        KeyId keyId = newestByOwner.getIfPresent(new KeyOwner(kind, owner));
        return keyId == null ? null : wrappingKey(keyId);
    }

    void putLeafKeys(Collection<LiveKey> keys) {
        keys.forEach(key -> leafKeys.put(key.keyId(), key));
        dropInvalidated(keys);
    }

    void putWrappingKeys(Collection<LiveKey> keys) {
        keys.forEach(key -> wrappingKeys.put(key.keyId(), key));
        dropInvalidated(keys);
    }

    void putNewest(LiveKey key) {
        newestByOwner.put(new KeyOwner(key.kind(), key.owner()), key.keyId());
        putWrappingKeys(List.of(key));
    }

    /** Forgets keys for good, and the keys that they wrap. */
    void invalidate(Collection<KeyId> keyIds) {
        invalidateLeaves(keyIds);
        sweepSoon();
    }

    /**
     * Forgets all keys of an owner for good, and the keys that they wrap. A key's parent in memory may be one that was replaced since, so
     * that its identifier would not tell.
     */
    void invalidateOwner(String owner) {
        goneOwners.put(owner, Boolean.TRUE);
        sweepSoon();
    }

    private void sweepSoon() {
        if (sweeping.compareAndSet(false, true)) {
            LATER.execute(this::sweep);
        }
    }

    private void sweep() {
        sweeping.set(false); // what is invalidated from now on may come too late for this time
        wrappingKeys.asMap().values().removeIf(this::isInvalidated);
        leafKeys.asMap().values().removeIf(this::isInvalidated);
    }

    /** How many keys are in memory, those that are not found any more included. */
    int held() {
        return wrappingKeys.asMap().size() + leafKeys.asMap().size();
    }

    /** Forgets keys that take nothing new any more, so that their successors are found. What they wrap stays. */
    void forgetWrapping(Collection<KeyId> keyIds) {
        wrappingKeys.invalidateAll(keyIds);
    }

    /** Forgets keys for good that wrap none. */
    void invalidateLeaves(Collection<KeyId> keyIds) {
        keyIds.forEach(keyId -> invalidated.put(keyId, Boolean.TRUE));
        keyIds.forEach(this::forget);
    }

    private boolean isInvalidated(LiveKey key) {
        LiveKey.Parent parent = key.parent();
        return invalidated.getIfPresent(key.keyId()) != null
                || goneOwners.getIfPresent(parent == null ? key.owner() : parent.owner()) != null
                || parent != null && invalidated.getIfPresent(parent.keyId()) != null;
    }

    /** Who invalidates says so first and then looks for what to forget; who puts does the reverse: one of both sees the other. */
    private void dropInvalidated(Collection<LiveKey> keys) {
        keys.stream().filter(this::isInvalidated).forEach(key -> forget(key.keyId()));
    }

    private void forget(KeyId keyId) {
        leafKeys.invalidate(keyId);
        wrappingKeys.invalidate(keyId);
    }
}
