package io.parley.infra.store;

import org.axonframework.common.AxonNonTransientException;

/**
 * An event was refused because its identifier is that of an event already in the log. Identifiers that are derived from what
 * clients chose (messages) make sending idempotent by this.
 */
public final class EventIdUsedException extends AxonNonTransientException {

    private static final long serialVersionUID = 1L;

    /** Told by the store, not by a failure. */
    public EventIdUsedException() {
        super("The identifier of an event was used before");
    }

    EventIdUsedException(Throwable cause) {
        super("The identifier of an event was used before", cause);
    }
}
