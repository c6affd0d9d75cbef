package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.edge.OpenApi.Operation;
import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SharedServer
class OpenApiIT {

    /** What the contract promises of this version. */
    private static final List<String> PROMISED = List.of(
            "post /v1/users",
            "get /v1/users",
            "get /v1/users/{userId}",
            "post /v1/tokens",
            "get /v1/me",
            "patch /v1/me",
            "delete /v1/me",
            "get /v1/me/sessions",
            "delete /v1/me/sessions/{deviceId}",
            "get /v1/blocks",
            "put /v1/blocks/{userId}",
            "delete /v1/blocks/{userId}",
            "post /v1/chats",
            "get /v1/chats",
            "get /v1/chats/{chatId}",
            "patch /v1/chats/{chatId}",
            "delete /v1/chats/{chatId}",
            "get /v1/chats/{chatId}/purges",
            "put /v1/chats/{chatId}/members/{userId}",
            "delete /v1/chats/{chatId}/members/{userId}",
            "post /v1/chats/{chatId}/messages",
            "get /v1/chats/{chatId}/messages",
            "delete /v1/chats/{chatId}/messages/{messageId}",
            "get /v1/chats/{chatId}/messages/{messageId}/receipts",
            "get /v1/chats/{chatId}/messages/{messageId}/deliveries",
            "post /v1/chats/{chatId}/media",
            "options /v1/chats/{chatId}/uploads",
            "post /v1/chats/{chatId}/uploads",
            "head /v1/chats/{chatId}/uploads/{mediaId}",
            "get /v1/chats/{chatId}/uploads/{mediaId}",
            "patch /v1/chats/{chatId}/uploads/{mediaId}",
            "delete /v1/chats/{chatId}/uploads/{mediaId}",
            "get /v1/media/{mediaId}",
            "get /v1/media/{mediaId}/thumbnail",
            "post /v1/media/{mediaId}/links",
            "post /v1/receipts",
            "put /v1/presence",
            "get /v1/presence",
            "post /v1/chats/{chatId}/typing",
            "get /v1/signing-keys",
            "get /v1/events",
            "post /v1/events/tickets",
            "get /v1/status",
            "get /v1/operator/fan-outs/abandoned",
            "get /v1/operator/dead-letters",
            "get /v1/operator/dead-letters/{letterId}",
            "post /v1/operator/dead-letters/{letterId}/retry",
            "post /v1/operator/dead-letters/{letterId}/skip",
            "get /v1/operator/users/{userId}/purges",
            "get /v1/operator/retention/preview",
            "get /v1/operator/events",
            "get /v1/operator/chats/{chatId}/as-of",
            "get /v1/operator/chats/{chatId}/diff",
            "get /v1/operator/messages/{messageId}",
            "get /v1/operator/root",
            "get /v1/operator/chats/{chatId}/proof",
            "get /v1/operator/connections",
            "put /v1/operator/chats/{chatId}/hold",
            "delete /v1/operator/chats/{chatId}/hold",
            "post /v1/operator/chats/{chatId}/lanes/{lane}/messages/{sequence}/restart",
            "post /v1/operator/keys/rotation",
            "get /v1/operator/keys/rotation",
            "post /v1/operator/media/check",
            "get /v1/operator/media/check",
            "get /v1/operator/degradation",
            "get /v1/operator/degradation/events",
            "put /v1/operator/degradation/classes/{workClass}",
            "delete /v1/operator/degradation/classes/{workClass}");

    private static final List<String> LIMITED = List.of(
            "post /v1/users",
            "post /v1/tokens",
            "post /v1/chats/{chatId}/messages",
            "post /v1/chats/{chatId}/typing",
            "put /v1/presence");

    private final Server server;
    private final OpenApi openApi;

    OpenApiIT(Server server) {
        this.server = server;
        this.openApi = OpenApi.of(server.api());
    }

    @Test
    void itIsAnOpenApi31Document() {
        JsonNode document = openApi.document();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("title").asString()).isNotBlank();
        assertThat(document.path("info").path("version").asString()).isNotBlank();
    }

    @Test
    void itNamesNoHost() {
        assertThat(openApi.document().toString()).doesNotContain("127.0.0.1", "localhost:");
    }

    @Test
    void itListsExactlyWhatThisVersionPromises() {
        assertThat(openApi.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(PROMISED);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(openApi.references()).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(openApi.resolve(reference).isMissingNode()).as(reference).isFalse();
        });
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndASummary() {
        Set<String> ids = new HashSet<>();
        assertThat(openApi.operations()).allSatisfy(operation -> {
            String id = operation.json().path("operationId").asString("");
            assertThat(id).isNotBlank();
            assertThat(ids.add(id)).as("%s is used once", id).isTrue();
            assertThat(operation.json().path("summary").asString(""))
                    .as("%s", operation)
                    .isNotBlank();
        });
    }

    @Test
    void everyPathVariableIsDeclared() {
        assertThat(openApi.operations()).allSatisfy(operation -> assertThat(operation.parameters("path"))
                .containsExactlyInAnyOrderElementsOf(operation.variables()));
    }

    @Test
    void everyOperationDeclaresItsProblems() {
        assertThat(openApi.operations()).allSatisfy(operation -> {
            Map<String, JsonNode> responses = asMap(operation.json().path("responses"));
            assertThat(responses.keySet()).as("%s", operation).anyMatch(code -> code.startsWith("2"));
            if (!operation.isPublic()) {
                assertThat(responses).as("%s", operation).containsKeys("401", "503");
            }
            if (LIMITED.contains(operation.toString())) {
                assertThat(responses).as("%s", operation).containsKey("429");
            }
            responses.forEach((code, response) -> {
                if (code.startsWith("4") || code.startsWith("5")) {
                    assertThat(asMap(dereferenced(response).path("content")))
                            .as("%s %s", operation, code)
                            .containsOnlyKeys("application/problem+json");
                }
            });
        });
    }

    @Test
    void theInterfaceForPeopleIsThere() {
        Answer page = server.api().get("/swagger-ui.html").send();
        if (page.status() == 302) {
            page = server.api().get(String.valueOf(page.header("Location"))).send();
        }

        assertThat(page.expect(200).body()).contains("swagger");
    }

    private JsonNode dereferenced(JsonNode node) {
        return node.has("$ref") ? openApi.resolve(node.path("$ref").asString()) : node;
    }

    private static Map<String, JsonNode> asMap(JsonNode object) {
        return object.propertyStream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
