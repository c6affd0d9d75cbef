package io.parley.infra.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of aggregates for Axon's repositories, which evict what was rolled back. Keys are aggregate identifiers, with
 * or without their type.
 */
final class AggregateCache implements Cache, AggregateEviction, AggregateVersions {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final List<EntryListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();

    AggregateCache(long size, MeterRegistry meters) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(size)
                .recordStats()
                .evictionListener(this::evicted)
                .build();
        CaffeineCacheMetrics.monitor(meters, entries, "parley.aggregates");
    }

    private void evicted(@Nullable Object key, @Nullable Object value, RemovalCause cause) {
        listeners.forEach(listener -> listener.onEntryExpired(Objects.requireNonNull(key)));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"
    }) // Axon's signature; null is "not cached"
    public <K, V> V get(K key) {
        Object value = entries.getIfPresent(key);
        if (value != null) {
            listeners.forEach(listener -> listener.onEntryRead(key, value));
        }
        return (V) value;
    }

    @Override
    public void evict(String aggregateId) {
        remove(aggregateId);
        types.forEach(type -> remove(new AggregateKey(type, aggregateId)));
    }

    @Override
    public OptionalLong version(String aggregateId) {
        return Stream.concat(Stream.of(aggregateId), types.stream().map(type -> new AggregateKey(type, aggregateId)))
                .map(key -> entries.policy().getIfPresentQuietly(key))
                .filter(Objects::nonNull)
                .mapToLong(AggregateCache::version)
                .findFirst();
    }

    /** An entry holds the aggregate itself, so nothing is made anew; one that cannot tell counts as older than all. */
    private static long version(Object entry) {
        if (!(entry instanceof AggregateCacheEntry<?> cached)) {
            return -1;
        }
        Long version = cached.recreateAggregate(null, null, null).version();
        return version == null ? -1 : version;
    }

    @Override
    public void put(Object key, Object value) {
        rememberType(key);
        Object old = entries.asMap().put(key, value);
        listeners.forEach(listener -> {
            if (old == null) {
                listener.onEntryCreated(key, value);
            } else {
                listener.onEntryUpdated(key, value);
            }
        });
    }

    private void rememberType(Object key) {
        if (key instanceof AggregateKey typed) {
            types.add(typed.type());
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        rememberType(key);
        boolean added = entries.asMap().putIfAbsent(key, value) == null;
        if (added) {
            listeners.forEach(listener -> listener.onEntryCreated(key, value));
        }
        return added;
    }

    @Override
    public boolean remove(Object key) {
        boolean removed = entries.asMap().remove(key) != null;
        if (removed) {
            listeners.forEach(listener -> listener.onEntryRemoved(key));
        }
        return removed;
    }

    @Override
    public void removeAll() {
        entries.asMap().keySet().forEach(this::remove);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (any, value) -> update.apply((V) value));
    }
}
