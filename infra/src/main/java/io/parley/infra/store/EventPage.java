package io.parley.infra.store;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A stretch of the log. An upcaster may make several events of one, or none, so the events alone do not tell how far it goes.
 *
 * @param events the events, in order
 * @param upTo the last position that the stretch covers
 */
public record EventPage(List<TrackedEventMessage<?>> events, long upTo) {

    /** Nothing new after a position. */
    public static EventPage nothingAfter(long position) {
        return new EventPage(List.of(), position);
    }
}
