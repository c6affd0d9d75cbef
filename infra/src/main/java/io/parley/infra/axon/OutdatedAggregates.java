package io.parley.infra.axon;

import io.parley.infra.store.TailObserver;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Forgets aggregates that another node has changed, as soon as the tail tells of it: the next command on one loads it and need not
 * lose a conflict first. What this node appended itself is remembered in that version by then, so that nothing of it is forgotten.
 *
 * <p>This saves work and nothing more: a command that is under way may put an outdated aggregate back.
 */
final class OutdatedAggregates implements TailObserver {

    private final AggregateVersions versions;
    private final AggregateEviction aggregates;

    OutdatedAggregates(AggregateVersions versions, AggregateEviction aggregates) {
        this.versions = versions;
        this.aggregates = aggregates;
    }

    @Override
    public void read(DomainEventMessage<?> event) {
        OptionalLong remembered = versions.version(event.getAggregateIdentifier());
        if (remembered.isPresent() && remembered.getAsLong() < event.getSequenceNumber()) {
            aggregates.evict(event.getAggregateIdentifier());
        }
    }
}
