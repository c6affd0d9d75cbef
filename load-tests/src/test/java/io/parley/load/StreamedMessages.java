package io.parley.load;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages among the events of a stream. */
final class StreamedMessages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StreamedMessages() {}

    /**
     * The message that an event bears, if it is one.
     *
     * @param event the event as Gatling gives it: an object of {@code event}, {@code id} and {@code data}
     */
    static Optional<JsonNode> of(String event) {
        return named("message", JSON.readTree(event));
    }

    /** What an event bears, if it is one of this name. */
    static Optional<JsonNode> named(String name, JsonNode event) {
        if (!name.equals(event.path("event").stringValue(""))) {
            return Optional.empty();
        }
        JsonNode data = event.path("data");
        return Optional.of(data.isString() ? JSON.readTree(data.stringValue()) : data);
    }
}
