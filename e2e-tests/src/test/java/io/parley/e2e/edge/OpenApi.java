package io.parley.e2e.edge;

import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The platform's OpenAPI document, as far as tests go by it. */
final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi of(Api api) {
        return new OpenApi(api.get("/v3/api-docs").send().expect(200).json());
    }

    /** The document itself. */
    JsonNode document() {
        return document;
    }

    /** All operations under {@code /v1}. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey()) && path.getKey().startsWith("/v1/")) {
                    operations.add(new Operation(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    /** Every {@code $ref} in the document. */
    Set<String> references() {
        Set<String> references = new TreeSet<>();
        for (JsonNode value : document.findValues("$ref")) {
            references.add(value.asString());
        }
        return references;
    }

    /** What a reference within the document names; missing if nothing. */
    JsonNode resolve(String reference) {
        return document.at(reference.substring(1));
    }

    /**
     * A method on a path.
     *
     * @param method the method, in lower case
     * @param path the path with its variables in braces
     * @param json what the document says of it
     */
    record Operation(String method, String path, JsonNode json) {

        /** The variables in the path, in order. */
        List<String> variables() {
            return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
        }

        /** The path with these values for its variables, in order. */
        String filled(List<String> values) {
            Matcher matcher = VARIABLE.matcher(path);
            StringBuilder filled = new StringBuilder();
            for (int i = 0; matcher.find(); i++) {
                matcher.appendReplacement(filled, Matcher.quoteReplacement(values.get(i)));
            }
            return matcher.appendTail(filled).toString();
        }

        /** Whether a bearer token is not asked for. */
        boolean isPublic() {
            return Set.of("post /v1/users", "post /v1/tokens", "get /v1/status").contains(method + " " + path);
        }

        /** The names of the parameters in a place. */
        List<String> parameters(String in) {
            return Json.each(json.path("parameters"))
                    .filter(parameter -> parameter.path("in").asString().equals(in))
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
