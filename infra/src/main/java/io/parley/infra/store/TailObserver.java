package io.parley.infra.store;

import org.axonframework.eventhandling.DomainEventMessage;

/** Sees each event that the tail of a node reads, before anybody is woken for it, on the tail's thread: it must be quick. */
public interface TailObserver {

    /** Sees an event. Not called while the node is alone, for then it knows all events already. */
    void read(DomainEventMessage<?> event);
}
