package io.parley.e2e.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a client writes and reads it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** An object of names and values in turn; a value may be null. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    /** The text of a value. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Reads a text. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** The elements of an array, or the values of an object. */
    public static Stream<JsonNode> each(JsonNode node) {
        return node.values().stream();
    }
}
