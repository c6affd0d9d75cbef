package io.parley.command.deadletter;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.contract.deadletter.DeadLetterCommand.SkipDeadLetter;
import io.parley.contract.deadletter.DeadLetterEvent.DeadLetterSkipped;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** One event that was held back in one projection and given up by an operator. The first who says so stands. */
@AggregateRoot
@Revision("1")
public class SkippedLetter {

    @AggregateIdentifier
    private @Nullable DeadLetterId letterId;

    /** Before anything was said. */
    protected SkippedLetter() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void skip(SkipDeadLetter command) {
        String reason = command.reason().strip();
        if (reason.isEmpty() || reason.codePointCount(0, reason.length()) > SkipDeadLetter.LONGEST_REASON) {
            throw Rejection.invalid("reason", "must have 1 to " + SkipDeadLetter.LONGEST_REASON + " characters");
        }
        if (letterId == null) {
            apply(new DeadLetterSkipped(
                    command.letterId(), command.projection(), command.position(), command.operatorId(), reason));
        }
    }

    @EventSourcingHandler
    void on(DeadLetterSkipped event) {
        letterId = event.letterId();
    }
}
