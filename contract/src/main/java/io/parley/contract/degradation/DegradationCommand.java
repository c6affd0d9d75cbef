package io.parley.contract.degradation;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.NodeId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands about levels of service and what is given up. */
public sealed interface DegradationCommand extends ParleyCommand {

    /**
     * Takes down that the level of a node has changed, so that an incident can be looked at afterwards. No answer.
     *
     * @param nodeId the node
     * @param level the level from now on
     * @param cause the reading that decided it
     * @param shed what the node gives up from now on
     * @param at since when
     */
    record RecordServiceLevel(
            @TargetAggregateIdentifier NodeId nodeId,
            ServiceLevel level,
            Reading cause,
            Set<WorkClass> shed,
            Instant at)
            implements DegradationCommand {}

    /**
     * An operator has a class of work given up, or served, on all nodes and at any level. What was said before of the same class is
     * replaced. No answer. Refused: {@code invalid_request} for messages, which are never given up, and for an end that has passed.
     *
     * @param sheddingId of which class
     * @param shed whether it is given up; if not, it is served
     * @param until when the levels decide again; null for when an operator says so
     */
    record ForceShedding(
            @TargetAggregateIdentifier SheddingId sheddingId,
            boolean shed,
            @Nullable Instant until) implements DegradationCommand {}

    /**
     * An operator lets the levels decide again about a class of work. Done already is done. No answer.
     *
     * @param sheddingId of which class
     */
    record FreeShedding(@TargetAggregateIdentifier SheddingId sheddingId) implements DegradationCommand {}
}
