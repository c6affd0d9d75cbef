package io.parley.audit.capsule;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a capsule says of itself.
 *
 * @param from when the incident began, as somebody asked
 * @param to when it ended
 * @param first the position of its first event; 0 if there were none
 * @param last that of its last
 * @param epoch whose log it is
 * @param madeAt when the capsule was made
 * @param parley by which version
 * @param parts what else is in the file
 */
public record CapsuleManifest(
        Instant from,
        Instant to,
        long first,
        long last,
        String epoch,
        Instant madeAt,
        String parley,
        Map<String, Part> parts) {

    static final String FORMAT = "parley-capsule-1";

    /** The file within the file. */
    static final String NAME = "capsule.json";

    /**
     * A file within the file.
     *
     * @param lines how many lines it has, each of them JSON
     * @param sha256 its checksum, in hexadecimal digits
     */
    public record Part(long lines, String sha256) {}

    /** How many lines a part has; 0 if there is none. */
    public long lines(String part) {
        Part found = parts.get(part);
        return found == null ? 0 : found.lines();
    }

    String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("from", from.toString());
        json.put("to", to.toString());
        json.put("first", first);
        json.put("last", last);
        json.put("epoch", epoch);
        json.put("madeAt", madeAt.toString());
        json.put("parley", parley);
        ObjectNode files = json.putObject("parts");
        parts.forEach(
                (name, part) -> files.putObject(name).put("lines", part.lines()).put("sha256", part.sha256()));
        return json.toPrettyString() + "\n";
    }

    /**
     * Reads one.
     *
     * @throws CapsuleFailure if it is none
     */
    static CapsuleManifest read(byte[] json) {
        try {
            JsonNode said = JsonMapper.shared().readTree(json);
            if (!FORMAT.equals(said.path("format").asString(""))) {
                throw new CapsuleFailure("it is no capsule of this version");
            }
            Map<String, Part> parts = new LinkedHashMap<>();
            said.path("parts")
                    .properties()
                    .forEach(part -> parts.put(
                            part.getKey(),
                            new Part(
                                    part.getValue().path("lines").longValue(),
                                    part.getValue().path("sha256").stringValue())));
            return new CapsuleManifest(
                    Instant.parse(said.path("from").stringValue()),
                    Instant.parse(said.path("to").stringValue()),
                    said.path("first").longValue(),
                    said.path("last").longValue(),
                    said.path("epoch").stringValue(),
                    Instant.parse(said.path("madeAt").stringValue()),
                    said.path("parley").stringValue(),
                    parts);
        } catch (JacksonException | DateTimeException e) {
            throw new CapsuleFailure("what it says of itself cannot be read");
        }
    }
}
