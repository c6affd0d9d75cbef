package io.parley.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDocumentTest extends EdgeTest {

    private JsonNode document = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void theDocument() {
        byte[] body = http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        document = JsonMapper.shared().readTree(body);
    }

    @Test
    void itIsOpenApi31AndNamesNoHost() {
        assertThat(document.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void itHasEveryOperationThatThereIsAndNoOther() {
        List<String> operations = new ArrayList<>();
        eachOperation((name, operation) -> operations.add(name));
        assertThat(operations)
                .containsExactlyInAnyOrder(
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
                        "options /v1/chats/{chatId}/uploads",
                        "post /v1/chats/{chatId}/uploads",
                        "head /v1/chats/{chatId}/uploads/{mediaId}",
                        "get /v1/chats/{chatId}/uploads/{mediaId}",
                        "patch /v1/chats/{chatId}/uploads/{mediaId}",
                        "delete /v1/chats/{chatId}/uploads/{mediaId}",
                        "post /v1/chats/{chatId}/media",
                        "get /v1/media/{mediaId}",
                        "get /v1/media/{mediaId}/thumbnail",
                        "post /v1/media/{mediaId}/links",
                        "post /v1/receipts",
                        "put /v1/presence",
                        "get /v1/presence",
                        "post /v1/chats/{chatId}/typing",
                        "get /v1/status",
                        "get /v1/signing-keys",
                        "get /v1/events",
                        "post /v1/events/tickets",
                        "get /v1/operator/fan-outs/abandoned",
                        "get /v1/operator/dead-letters",
                        "get /v1/operator/dead-letters/{letterId}",
                        "post /v1/operator/dead-letters/{letterId}/retry",
                        "post /v1/operator/dead-letters/{letterId}/skip",
                        "get /v1/operator/users/{userId}/purges",
                        "put /v1/operator/chats/{chatId}/hold",
                        "delete /v1/operator/chats/{chatId}/hold",
                        "get /v1/operator/retention/preview",
                        "get /v1/operator/connections",
                        "post /v1/operator/chats/{chatId}/lanes/{lane}/messages/{sequence}/restart",
                        "post /v1/operator/keys/rotation",
                        "get /v1/operator/keys/rotation",
                        "get /v1/operator/degradation",
                        "get /v1/operator/degradation/events",
                        "put /v1/operator/degradation/classes/{workClass}",
                        "delete /v1/operator/degradation/classes/{workClass}",
                        "get /v1/operator/events",
                        "get /v1/operator/chats/{chatId}/as-of",
                        "get /v1/operator/chats/{chatId}/diff",
                        "get /v1/operator/messages/{messageId}",
                        "get /v1/operator/root",
                        "get /v1/operator/chats/{chatId}/proof",
                        "post /v1/operator/media/check",
                        "get /v1/operator/media/check");
    }

    @Test
    void everyOperationHasANameASummaryAndATag() {
        Set<String> names = new HashSet<>();
        eachOperation((name, operation) -> {
            assertThat(names.add(operation.at("/operationId").asString()))
                    .as(name)
                    .isTrue();
            assertThat(operation.at("/summary").asString()).as(name).isNotBlank();
            assertThat(operation.at("/tags/0").asString()).as(name).isNotBlank();
        });
    }

    @Test
    void everyErrorIsAProblem() {
        eachAnswer((name, answer) -> {
            if (name.matches(".* [45]\\d\\d")) {
                assertThat(answer.at("/content/application~1problem+json/schema/$ref")
                                .asString())
                        .as(name)
                        .isEqualTo("#/components/schemas/Problem");
                assertThat(answer.at("/description").asString()).as(name).startsWith("`");
            }
            if (name.matches(".* (429|503)")) {
                assertThat(answer.at("/headers/Retry-After").isObject())
                        .as(name)
                        .isTrue();
            }
        });
    }

    @Test
    void everyOperationButThePublicOnesAsksForAToken() {
        Set<String> open = Set.of("post /v1/users", "post /v1/tokens", "get /v1/status");
        eachOperation((name, operation) -> {
            boolean forOperators = name.contains(" /v1/operator/");
            assertThat(operation.at("/security").isArray()).as(name).isEqualTo(open.contains(name) || forOperators);
            assertThat(operation.at("/security/0/operator").isArray()).as(name).isEqualTo(forOperators);
            if (!name.equals("get /v1/status") && !name.equals("post /v1/users")) {
                assertThat(operation.at("/responses/401").isObject()).as(name).isTrue();
            }
        });
    }

    @Test
    void writesAnswerWithAPositionAndReadsTakeOne() {
        Set<String> neither = Set.of(
                "put /v1/presence",
                "post /v1/chats/{chatId}/typing",
                "post /v1/chats/{chatId}/uploads",
                "delete /v1/chats/{chatId}/uploads/{mediaId}",
                "get /v1/status",
                "get /v1/signing-keys",
                "get /v1/events",
                "post /v1/events/tickets",
                "post /v1/media/{mediaId}/links",
                "post /v1/operator/keys/rotation",
                "get /v1/operator/keys/rotation",
                "post /v1/operator/media/check",
                "get /v1/operator/media/check",
                "get /v1/operator/events",
                "get /v1/operator/chats/{chatId}/as-of",
                "get /v1/operator/chats/{chatId}/diff",
                "get /v1/operator/messages/{messageId}",
                "get /v1/operator/root",
                "get /v1/operator/chats/{chatId}/proof",
                "get /v1/operator/connections",
                "get /v1/operator/dead-letters",
                "get /v1/operator/dead-letters/{letterId}",
                "post /v1/operator/dead-letters/{letterId}/retry",
                "get /v1/operator/degradation",
                "get /v1/operator/degradation/events");
        eachAnswer((name, answer) -> {
            String operation = name.substring(0, name.lastIndexOf(' '));
            if (name.matches("(post|put|patch|delete) .* 2\\d\\d") && !neither.contains(operation)) {
                assertThat(answer.at("/headers/Parley-Position").isObject())
                        .as(name)
                        .isTrue();
            }
        });
        eachOperation((name, operation) -> {
            if (name.startsWith("get ") && !neither.contains(name)) {
                assertThat(operation.at("/parameters").valueStream().map(p -> p.at("/name")
                                .asString()))
                        .as(name)
                        .contains("Parley-Position");
            }
        });
    }

    @Test
    void itSaysWhatIsEnforced() {
        assertThat(schema("/SignUp/properties/handle/pattern").asString()).isEqualTo("^[a-z0-9_]{3,30}$");
        assertThat(schema("/SignUp/properties/password/minLength").asInt()).isEqualTo(8);
        assertThat(schema("/SignUp/properties/password/maxLength").asInt()).isEqualTo(128);
        assertThat(required("/SignUp")).containsExactlyInAnyOrder("handle", "displayName", "password");
        assertThat(required("/Send")).containsExactly("messageId");
        assertThat(schema("/Send/anyOf/0/required/0").asString()).isEqualTo("text");
        assertThat(schema("/Send/anyOf/1/required/0").asString()).isEqualTo("mediaId");
        assertThat(schema("/Send/properties/text/maxLength").asInt()).isEqualTo(4096);
        assertThat(required("/OpenDirect")).containsExactlyInAnyOrder("kind", "with");
        assertThat(required("/OpenGroup")).containsExactlyInAnyOrder("kind", "title", "members");
        assertThat(schema("/OpenGroup/properties/title/maxLength").asInt()).isEqualTo(100);
        assertThat(schema("/OpenGroup/properties/members/maxItems").asInt()).isEqualTo(1023);
        assertThat(schema("/OpenGroup/properties/members/items/format").asString())
                .isEqualTo("uuid");
        assertThat(schema("/ChangeChat/properties/title/maxLength").asInt()).isEqualTo(100);
        assertThat(schema("/PutMember/properties/role/enum").toString()).contains("owner", "admin", "member");
        assertThat(schema("/Marks/properties/receipts/maxItems").asInt()).isEqualTo(1000);
        assertThat(schema("/Mark/anyOf").size()).isEqualTo(2);
        assertThat(required("/SignIn")).containsExactlyInAnyOrder("handle", "password", "device");
        assertThat(required("/Refresh")).containsExactly("refreshToken");
    }

    @Test
    void itSaysWhatMayBeNullAndWhatMayBeLeftOut() {
        assertThat(schema("/Chat/properties/messageTtl/type").toString()).contains("null");
        assertThat(required("/Chat")).contains("messageTtl", "expiresAt", "heldSince", "title");
        assertThat(schema("/Chat/properties/heldSince/type").toString()).contains("null");
        assertThat(schema("/ChangeChat/properties/title/type").asString()).isEqualTo("string");
        for (String pointer : List.of("/ChangeChat", "/OpenDirect", "/OpenGroup")) {
            for (String field : List.of("messageTtl", "expiresAt")) {
                JsonNode property = schema(pointer + "/properties/" + field);
                assertThat(property.at("/type").toString()).as(pointer).contains("string", "null");
                assertThat(property.at("/pattern").asString()).as(pointer).startsWith("^");
                assertThat(required(pointer)).doesNotContain(field);
            }
        }
        assertThat(schema("/ChangeChat/required").isMissingNode()).isTrue();
        assertThat(schema("/PutMember/required").isMissingNode()).isTrue();
        assertThat(required("/InboxItem")).contains("title").doesNotContain("with");
        assertThat(schema("/InboxItem/properties/lastMessage/anyOf/1/type").asString())
                .isEqualTo("null");
        assertThat(schema("/MessageBody/properties/text/type").asString()).isEqualTo("string");
        assertThat(required("/MessageBody"))
                .contains("mentions", "links")
                .doesNotContain("text", "media", "replyTo", "retracted", "late");
        assertThat(required("/Media")).containsExactlyInAnyOrder("mediaId", "contentType", "size", "sha256", "name");
        assertThat(required("/MediaLink")).containsExactlyInAnyOrder("url", "expiresIn");
        assertThat(required("/Problem")).doesNotContain("errors");
    }

    @Test
    void itSaysWhatSessionsAndBlocksAre() {
        assertThat(required("/Session"))
                .containsExactlyInAnyOrder("deviceId", "device", "openedAt", "connected", "current");
        assertThat(schema("/Session/properties/device/type").toString()).contains("null");
        assertThat(required("/Block")).containsExactlyInAnyOrder("userId", "blockedAt");
        for (String page : List.of("/Sessions", "/Blocks")) {
            assertThat(required(page)).containsExactlyInAnyOrder("items", "next");
        }
    }

    @Test
    void itSaysWhatTheStreamTellsOfEndings() {
        assertThat(schema("/ChatChange/properties/change/enum").toString()).contains("gone", "held", "released");
        assertThat(required("/RetractionBody")).containsExactlyInAnyOrder("chatId", "messageId");
        assertThat(schema("/ExpiryBody/properties/ranges/items/items/type").asString())
                .isEqualTo("integer");
        assertThat(required("/RetentionChange")).contains("messageTtl", "expiresAt");
        assertThat(schema("/RetentionChange/properties/messageTtl/type").toString())
                .contains("string", "null");
    }

    @Test
    void itSaysWhatACertificateHolds() {
        assertThat(schema("/Purges/properties/items/items/$ref").asString())
                .isEqualTo("#/components/schemas/PurgeCertificate");
        assertThat(required("/Purges")).containsExactlyInAnyOrder("items", "next");
        assertThat(required("/PurgeCertificate"))
                .contains("version", "kind", "position", "messages", "keys", "rotation", "stores", "signature");
        assertThat(required("/PurgedMessage")).containsExactlyInAnyOrder("messageId", "sequence", "ciphertextSha256");
        assertThat(required("/PurgeRotation")).containsExactly("state");
        assertThat(schema("/PurgeSignature/properties/algorithm/enum/0").asString())
                .isEqualTo("Ed25519");
    }

    @Test
    void aMemberMayBePutWithoutABody() {
        assertThat(document.at("/paths/~1v1~1chats~1{chatId}~1members~1{userId}/put/requestBody/required")
                        .asBoolean(false))
                .isFalse();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).isNotEmpty();
        references.forEach(
                reference -> assertThat(document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    private JsonNode schema(String pointer) {
        return document.at("/components/schemas" + pointer);
    }

    private List<String> required(String schema) {
        return schema(schema + "/required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void eachOperation(BiConsumer<String, JsonNode> action) {
        document.at("/paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> action.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private void eachAnswer(BiConsumer<String, JsonNode> action) {
        eachOperation((name, operation) -> operation
                .at("/responses")
                .properties()
                .forEach(answer -> action.accept(name + " " + answer.getKey(), answer.getValue())));
    }
}
