package io.parley.command.degradation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.contract.degradation.DegradationCommand.ForceShedding;
import io.parley.contract.degradation.DegradationCommand.FreeShedding;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.SheddingId;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.Rejection;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What operators have said of one class of work: that it is given up, or served, whatever the levels say. */
@AggregateRoot
@Revision("1")
public class Shedding {

    @AggregateIdentifier
    private SheddingId sheddingId;

    private @Nullable SheddingForced forced;

    /** Before anything was said. */
    @SuppressWarnings("NullAway.Init")
    protected Shedding() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void force(ForceShedding command, Clock clock) {
        WorkClass workClass = command.sheddingId().workClass();
        if (!workClass.canBeShed()) {
            throw Rejection.invalid("class", "is never given up");
        }
        if (command.until() != null && !command.until().isAfter(clock.instant())) {
            throw Rejection.invalid("until", "must not have passed");
        }
        SheddingForced said = new SheddingForced(workClass, command.shed(), command.until());
        if (!said.equals(forced)) {
            apply(said);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void free(FreeShedding command) {
        if (forced != null) {
            apply(new SheddingFreed(command.sheddingId().workClass()));
        }
    }

    @EventSourcingHandler
    void on(SheddingForced event) {
        sheddingId = new SheddingId(event.workClass());
        forced = event;
    }

    @EventSourcingHandler
    void on(SheddingFreed event) {
        sheddingId = new SheddingId(event.workClass());
        forced = null;
    }
}
