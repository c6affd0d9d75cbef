package io.parley.audit.proof;

import io.parley.infra.seal.LoggedEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events as they stand in bundles and capsules: all that is in the log of them, what they say and what is said of them in Base64. */
public final class EventJson {

    private EventJson() {}

    /** As JSON. */
    public static ObjectNode of(LoggedEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("position", event.position());
        json.put("eventId", event.eventId().toString());
        json.put("aggregateType", event.aggregateType());
        json.put("aggregateId", event.aggregateId());
        json.put("sequence", event.sequence());
        json.put("type", event.type());
        json.put("revision", event.revision());
        json.put("recordedAt", event.recordedAt().toString());
        json.put("payload", Base64.getEncoder().encodeToString(event.payload()));
        json.put("metadata", Base64.getEncoder().encodeToString(event.metadata()));
        return json;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence, if it is none
     */
    public static LoggedEvent read(JsonNode json) {
        try {
            return new LoggedEvent(
                    json.path("position").longValue(),
                    UUID.fromString(json.path("eventId").stringValue()),
                    text(json.path("aggregateType")),
                    json.path("aggregateId").stringValue(),
                    json.path("sequence").longValue(),
                    json.path("type").stringValue(),
                    text(json.path("revision")),
                    Instant.parse(json.path("recordedAt").stringValue()),
                    Base64.getDecoder().decode(json.path("payload").stringValue()),
                    Base64.getDecoder().decode(json.path("metadata").stringValue()));
        } catch (DateTimeException | IllegalArgumentException | JacksonException e) {
            throw new IllegalArgumentException("an event in it is not complete", e);
        }
    }

    private static @Nullable String text(JsonNode json) {
        return json.isNull() ? null : json.stringValue();
    }
}
