package io.parley.infra.axonserver;

import io.parley.infra.store.AggregateHeads;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How far aggregates have got according to Axon Server, which is asked for each. */
final class ServerHeads implements AggregateHeads {

    private final ServerLog log;

    ServerHeads(ServerLog log) {
        this.log = log;
    }

    @Override
    public Map<String, Long> lastSequences(Collection<String> aggregateIds) {
        Map<String, Long> last = new HashMap<>();
        aggregateIds.forEach(id -> log.lastSequence(id).ifPresent(sequence -> last.put(id, sequence)));
        return last;
    }
}
