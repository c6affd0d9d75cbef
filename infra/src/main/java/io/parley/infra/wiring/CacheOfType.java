package io.parley.infra.wiring;

import io.parley.infra.axon.AggregateKey;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;

/**
 * One type's part of the cache that all aggregates share. Clients name aggregates by identifier: who asks for a chat by a
 * user's identifier must not be given the user.
 */
final class CacheOfType implements Cache {

    private final Cache shared;
    private final Class<?> type;

    CacheOfType(Cache shared, Class<?> type) {
        this.shared = shared;
        this.type = type;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Axon's signature
    public <K, V> V get(K key) {
        return shared.get(typed(key));
    }

    @Override
    public void put(Object key, Object value) {
        shared.put(typed(key), value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return shared.putIfAbsent(typed(key), value);
    }

    @Override
    public boolean remove(Object key) {
        return shared.remove(typed(key));
    }

    /** Removes all of every type, which is always allowed of a cache. */
    @Override
    public void removeAll() {
        shared.removeAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return shared.containsKey(typed(key));
    }

    /** Listeners hear of every type, with its keys. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return shared.registerCacheEntryListener(listener);
    }

    @Override
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        shared.computeIfPresent(typed(key), update);
    }

    private AggregateKey typed(Object identifier) {
        return new AggregateKey(type, identifier);
    }
}
