package io.parley.infra.axon;

/**
 * An aggregate of one type in the cache that all types share.
 *
 * @param type the aggregate's class
 * @param identifier its identifier, as Axon's repositories give it
 */
public record AggregateKey(Class<?> type, Object identifier) {}
