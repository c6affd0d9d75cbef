package io.parley.command.audit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.contract.audit.AuditCommand.RecordAuditRead;
import io.parley.contract.audit.AuditEvent.AuditLogRead;
import io.parley.contract.audit.AuditTrailId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/** What one operator looked at on one day. It refuses nothing: who may look was decided before, and every look is a fact of its own. */
@AggregateRoot
@Revision("1")
public class AuditTrail {

    @AggregateIdentifier
    private AuditTrailId trailId;

    /** Before anything was looked at. */
    @SuppressWarnings("NullAway.Init")
    protected AuditTrail() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void record(RecordAuditRead command) {
        apply(new AuditLogRead(
                command.trailId().operatorId(),
                command.operation(),
                command.parameters(),
                command.reason(),
                command.address(),
                command.at()));
    }

    @EventSourcingHandler
    void on(AuditLogRead event) {
        trailId = AuditTrailId.of(event.operatorId(), event.readAt());
    }
}
