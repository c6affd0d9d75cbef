package io.parley.e2e.harness;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A block of a stream.
 *
 * @param id its {@code id}; null if it bears none
 * @param event its {@code event}; null if it has none
 * @param data its {@code data}; null if it has none
 * @param arrivedAt when its last line was read, as {@link System#nanoTime()}
 */
public record SseEvent(
        @Nullable String id,
        @Nullable String event,
        @Nullable String data,
        long arrivedAt) {

    /** Whether it is an event of this name. */
    public boolean is(String name) {
        return name.equals(event);
    }

    /** The data as JSON. */
    public JsonNode json() {
        return Json.read(String.valueOf(data));
    }

    /** The data as a message. */
    public Message message() {
        return Message.of(json());
    }
}
