package io.parley.audit.proof;

import io.parley.infra.seal.Seal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The last seal as it is kept where nobody who may change the database may change it: who has it sees whether the log was cut off. */
public final class PublishedRoot {

    private static final String FORMAT = "parley-root-1";

    private PublishedRoot() {}

    /** As JSON. */
    public static String of(Seal seal) {
        ObjectNode json = SealJson.of(seal);
        json.put("format", FORMAT);
        return json.toPrettyString() + "\n";
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static Seal read(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            if (!FORMAT.equals(json.path("format").stringValue(""))) {
                throw new IllegalArgumentException("it is no published root");
            }
            return SealJson.read(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }
}
