package io.parley.infra.testing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.contract.ParleyEvent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A tiny aggregate: it counts. Its identifier is a composite one, as that of receipts is. */
public class Tally {

    @AggregateIdentifier
    private @Nullable ReceiptsId tallyId;

    private long total;

    /** For Axon. */
    protected Tally() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(Count command) {
        for (int i = 0; i < command.times(); i++) {
            apply(new Counted(command.tallyId(), total + 1));
        }
        return total;
    }

    @CommandHandler
    public void handle(CountThenRefuse command) {
        handle(new Count(command.tallyId(), command.times()));
        throw new Rejection(ErrorCode.FORBIDDEN, "refused");
    }

    @CommandHandler
    public void handle(RefuseUnless command) {
        if (total != command.total()) {
            throw new Rejection(ErrorCode.FORBIDDEN, "the total is " + total);
        }
    }

    @EventSourcingHandler
    void on(Counted event) {
        tallyId = event.tallyId();
        total = event.total();
    }

    public record Count(@TargetAggregateIdentifier ReceiptsId tallyId, int times) {}

    public record CountThenRefuse(@TargetAggregateIdentifier ReceiptsId tallyId, int times) {}

    public record RefuseUnless(@TargetAggregateIdentifier ReceiptsId tallyId, long total) {}

    @Revision("1")
    public record Counted(ReceiptsId tallyId, long total) implements ParleyEvent {}
}
