package io.parley.infra.axon;

/** Lets go of what this node remembers of aggregates. */
public interface AggregateEviction {

    /** Forgets the aggregates of an identifier, of whatever type: who asks next gets them from the store. Never blocks for long. */
    void evict(String aggregateId);
}
