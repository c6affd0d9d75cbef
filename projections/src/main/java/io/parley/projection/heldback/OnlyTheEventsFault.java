package io.parley.projection.heldback;

import io.parley.projection.batch.WriteFailure;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;

/**
 * Puts an event aside if the fault is its own. When the database is at fault nothing is put aside: the batch fails, and the
 * processor tries it again. A letter that lies in the queue already stays there, whosever the fault: an exception here would
 * be swallowed by the unit of work's rollback, and Axon would take that for leave to throw the letter away.
 *
 * <p>Of the cause only its kind is kept, for its message could tell what the event holds.
 */
public final class OnlyTheEventsFault implements EnqueuePolicy<EventMessage<?>> {

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        boolean isInQueue = letter instanceof JdbcDeadLetter<?>;
        if (!isInQueue && !WriteFailure.isOfTheEvent(cause)) {
            throw new EventNotHandled(cause);
        }
        String told = cause instanceof WriteFailure ? cause.getMessage() : "not handled";
        return Decisions.enqueue(new ThrowableCause(cause.getClass().getName(), told));
    }

    /** Carries a failure that is not the event's own out of the invoker. */
    static final class EventNotHandled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EventNotHandled(Throwable cause) {
            super("the batch is tried again", cause);
        }
    }
}
