package io.parley.audit.look;

import io.parley.contract.MetadataKeys;
import io.parley.infra.seal.LoggedEvent;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What of an event people and programs read. What it says of persons and content is ciphertext in the log, and stays so here. */
public final class EventText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final LoggedEvent event;
    private final JsonNode metadata;

    /** That of an event. */
    public EventText(LoggedEvent event) {
        this.event = event;
        this.metadata = json(event.metadata());
    }

    /** Its type without packages, such as {@code MessageSent}. */
    public String type() {
        String type = event.type();
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    /** Something of its metadata; empty if that is not said. */
    public String metadata(String key) {
        return metadata.path(key).asString("");
    }

    /** Who did it: a user or an operator; empty for what the platform does by itself. */
    public String actor() {
        String actor = metadata(MetadataKeys.ACTOR);
        return actor.isEmpty() ? metadata(MetadataKeys.OPERATOR) : actor;
    }

    /** What it says, as JSON. */
    String payload() {
        return JSON.writeValueAsString(json(event.payload()));
    }

    /** All that is said of it, as JSON. */
    String metadata() {
        return JSON.writeValueAsString(metadata);
    }

    /** All of it as one line of JSON. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("position", event.position());
        json.put("recordedAt", event.recordedAt().toString());
        json.put("type", type());
        json.put("revision", event.revision());
        json.put("aggregateType", event.aggregateType());
        json.put("aggregateId", event.aggregateId());
        json.put("sequence", event.sequence());
        json.put("eventId", event.eventId().toString());
        json.set("payload", json(event.payload()));
        json.set("metadata", metadata);
        return JSON.writeValueAsString(json);
    }

    /** What is no JSON has been tampered with; it is shown all the same. */
    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.stringNode(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
