package io.parley.infra.saga;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/** Hears what a saga's processor is about to handle in one transaction. */
@FunctionalInterface
public interface Batch {

    /** One that does nothing with it. */
    Batch UNHEARD = events -> {};

    /**
     * Called before the saga hears of the first of them, in the same unit of work.
     *
     * @param events those with which a saga may begin, in their order; in some of them a saga may be waiting, which hears of it instead
     */
    void begins(List<EventMessage<?>> events);
}
