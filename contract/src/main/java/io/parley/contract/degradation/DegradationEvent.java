package io.parley.contract.degradation;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.NodeId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to the levels of service. */
public sealed interface DegradationEvent extends ParleyEvent {

    /**
     * The level of a node has changed.
     *
     * @param nodeId the node: one run of it
     * @param level the level from then on
     * @param cause the reading that decided it
     * @param shed what the node gave up from then on
     * @param at since when
     */
    @Revision("1")
    record ServiceLevelChanged(NodeId nodeId, ServiceLevel level, Reading cause, Set<WorkClass> shed, Instant at)
            implements DegradationEvent {

        public ServiceLevelChanged {
            shed = WorkClass.inOrder(shed);
        }
    }

    /**
     * An operator has had a class of work given up, or served, at any level.
     *
     * @param workClass the class
     * @param shed whether it is given up; if not, it is served
     * @param until when that ends by itself; null for never
     */
    @Revision("1")
    record SheddingForced(
            WorkClass workClass, boolean shed, @Nullable Instant until) implements DegradationEvent {}

    /**
     * The levels decide again about a class of work.
     *
     * @param workClass the class
     */
    @Revision("1")
    record SheddingFreed(WorkClass workClass) implements DegradationEvent {}
}
