package io.parley.contract.deadletter;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.OperatorId;
import org.axonframework.serialization.Revision;

/** What became of events that were held back. */
public sealed interface DeadLetterEvent extends ParleyEvent {

    /** Which. */
    DeadLetterId letterId();

    /**
     * An operator gave one up.
     *
     * @param letterId which
     * @param projection the projection that will not have it
     * @param position the position of the event
     * @param operatorId who said so
     * @param reason why
     */
    @Revision("1")
    record DeadLetterSkipped(
            DeadLetterId letterId, String projection, long position, OperatorId operatorId, String reason)
            implements DeadLetterEvent {}
}
