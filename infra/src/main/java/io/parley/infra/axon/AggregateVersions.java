package io.parley.infra.axon;

import java.util.OptionalLong;

/** Which versions of aggregates this node remembers. */
public interface AggregateVersions {

    /**
     * The number of the last event in what is remembered of an aggregate; empty if nothing is, so that who asks for the aggregate
     * gets it from the store. To be called where no command changes the aggregate meanwhile.
     */
    OptionalLong version(String aggregateId);
}
