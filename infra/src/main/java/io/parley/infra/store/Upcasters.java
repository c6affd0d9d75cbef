package io.parley.infra.store;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * What turns old forms of events into new ones: the context's upcasters in order.
 *
 * @param chain all of them; passes on what none of them knows
 */
public record Upcasters(EventUpcaster chain) {

    static Upcasters inOrder(List<EventUpcaster> upcasters) {
        return new Upcasters(new EventUpcasterChain(upcasters));
    }
}
