package io.parley.contract.deadletter;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.OperatorId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands about events that are held back. */
public sealed interface DeadLetterCommand extends ParleyCommand {

    /**
     * An operator gives one up: the projection will not have it. Done already is done, whatever was the reason. No answer. Refused:
     * {@code invalid_request} for a reason that is empty or too long.
     *
     * @param letterId which
     * @param projection in which projection
     * @param position the position of the event
     * @param operatorId who says so
     * @param reason why, for those who ask later; it stays in the log for ever, so that it must not tell anything of users
     */
    record SkipDeadLetter(
            @TargetAggregateIdentifier DeadLetterId letterId,
            String projection,
            long position,
            OperatorId operatorId,
            String reason)
            implements DeadLetterCommand {

        /** How long a reason may be, in code points. */
        public static final int LONGEST_REASON = 500;
    }
}
