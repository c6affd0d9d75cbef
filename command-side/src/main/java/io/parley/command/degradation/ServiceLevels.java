package io.parley.command.degradation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.contract.degradation.DegradationCommand.RecordServiceLevel;
import io.parley.contract.degradation.DegradationEvent.ServiceLevelChanged;
import io.parley.contract.degradation.ServiceLevel;
import io.parley.contract.id.NodeId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/** The levels of service of one node, one after the other. It decides nothing: the node has decided when it tells. */
@AggregateRoot
@Revision("1")
public class ServiceLevels {

    @AggregateIdentifier
    private NodeId nodeId;

    private ServiceLevel level;

    /** Before the first change: every node begins healthy. */
    @SuppressWarnings("NullAway.Init")
    protected ServiceLevels() {
        level = ServiceLevel.HEALTHY;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void record(RecordServiceLevel command) {
        if (command.level() != level) {
            apply(new ServiceLevelChanged(
                    command.nodeId(), command.level(), command.cause(), command.shed(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(ServiceLevelChanged event) {
        nodeId = event.nodeId();
        level = event.level();
    }
}
