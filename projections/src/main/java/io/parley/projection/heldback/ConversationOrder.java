package io.parley.projection.heldback;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * Keeps the events of a conversation in order among themselves, and of no others: what Axon hands to one thread at a time,
 * and what waits behind an event that failed.
 */
public final class ConversationOrder implements SequencingPolicy<EventMessage<?>> {

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return Conversation.of(event).key();
    }
}
