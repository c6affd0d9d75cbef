package io.parley.infra.store;

import java.util.Collection;
import java.util.Map;

/** How far aggregates have got in the store itself. */
public interface AggregateHeads {

    /** The numbers of the last events of aggregates. Those that have none are left out. Blocking. */
    Map<String, Long> lastSequences(Collection<String> aggregateIds);
}
