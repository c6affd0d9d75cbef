package io.parley.infra.keyring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.contract.id.KeyId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped keys in memory, bounded in number and time. Holds committed keys only, and none that was invalidated: who fills it
 * takes a {@link #stamp()} before looking into the database, and what was looked up before an invalidation is not kept.
 */
final class KeyCache {

    private final Cache<KeyId, LiveKey> leafKeys;
    private final Cache<KeyId, LiveKey> wrappingKeys;
    private final Cache<KeyOwner, KeyId> newestByOwner;
    private final AtomicLong invalidations = new AtomicLong();

    KeyCache(KeyringProperties properties, Ticker ticker) {
        leafKeys = bounded(properties.cachedLeafKeys(), properties, ticker);
        wrappingKeys = bounded(properties.cachedWrappingKeys(), properties, ticker);
        newestByOwner = bounded(properties.cachedWrappingKeys(), properties, ticker);
    }

    private static <K, V> Cache<K, V> bounded(int size, KeyringProperties properties, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(properties.cacheFor())
                .ticker(ticker)
                .build();
    }

    /** To be taken before the database is asked for what will be put. */
    long stamp() {
        return invalidations.get();
    }

    Map<KeyId, LiveKey> leafKeys(Collection<KeyId> keyIds) {
        return leafKeys.getAllPresent(keyIds);
    }

    @Nullable
    LiveKey wrappingKey(KeyId keyId) {
        return wrappingKeys.getIfPresent(keyId);
    }

    /** The key that was the owner's newest when it was put. */
    @Nullable
    LiveKey newestOf(KeyKind kind, String owner) {
        KeyId keyId = newestByOwner.getIfPresent(new KeyOwner(kind, owner));
        return keyId == null ? null : wrappingKeys.getIfPresent(keyId);
    }

    void putLeafKeys(long stamp, Collection<LiveKey> keys) {
        keys.forEach(key -> leafKeys.put(key.keyId(), key));
        dropIfStale(stamp, keys);
    }

    void putWrappingKeys(long stamp, Collection<LiveKey> keys) {
        keys.forEach(key -> wrappingKeys.put(key.keyId(), key));
        dropIfStale(stamp, keys);
    }

    void putNewest(long stamp, LiveKey key) {
        newestByOwner.put(new KeyOwner(key.kind(), key.owner()), key.keyId());
        putWrappingKeys(stamp, List.of(key));
    }

    /** Forgets a key, and the keys that it wraps. */
    void invalidate(KeyId keyId) {
        invalidations.incrementAndGet();
        forget(keyId);
        leafKeys.asMap()
                .values()
                .removeIf(leaf -> leaf.parent() != null && leaf.parent().keyId().equals(keyId));
    }

    private void dropIfStale(long stamp, Collection<LiveKey> keys) {
        if (invalidations.get() != stamp) {
            keys.forEach(key -> forget(key.keyId()));
        }
    }

    private void forget(KeyId keyId) {
        leafKeys.invalidate(keyId);
        wrappingKeys.invalidate(keyId);
    }
}
