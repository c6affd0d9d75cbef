package io.parley.api.json;

import io.parley.api.testing.EdgeTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class StrictJsonTest extends EdgeTest {

    private User ada = User.NONE;

    @BeforeEach
    void aUser() {
        ada = newUser();
    }

    /** Every field of every body with every type of JSON that is not its own. */
    static Stream<Arguments> wrongTypes() {
        String id = "5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11";
        return Stream.of(
                        strings("POST /v1/users", "handle", "{%s}"),
                        strings("POST /v1/users", "displayName", "{%s}"),
                        strings("POST /v1/users", "password", "{%s}"),
                        strings("POST /v1/tokens", "handle", "{%s}"),
                        strings("POST /v1/tokens", "password", "{%s}"),
                        strings("POST /v1/tokens", "device", "{%s}"),
                        strings("POST /v1/tokens", "refreshToken", "{%s}"),
                        strings("PATCH /v1/me", "displayName", "{%s}"),
                        strings("PATCH /v1/me", "lastSeen", "{%s}"),
                        strings("POST /v1/chats", "kind", "{%s}"),
                        strings("POST /v1/chats", "with", "{%s}"),
                        strings("POST /v1/chats", "title", "{%s}"),
                        wrong("POST /v1/chats", "members", "{%s}", "1", "\"x\"", "\"\"", "true", "{}"),
                        wrong("POST /v1/chats", "members[0]", "{\"members\":[%s]}", "1", "1.5", "true", "[]", "{}"),
                        strings("POST /v1/chats", "messageTtl", "{%s}"),
                        strings("POST /v1/chats", "expiresAt", "{%s}"),
                        strings("PATCH /v1/chats/" + id, "title", "{%s}"),
                        strings("PATCH /v1/chats/" + id, "messageTtl", "{%s}"),
                        strings("PATCH /v1/chats/" + id, "expiresAt", "{%s}"),
                        strings("PUT /v1/chats/" + id + "/members/" + id, "role", "{%s}"),
                        strings("POST /v1/chats/" + id + "/messages", "messageId", "{%s}"),
                        strings("POST /v1/chats/" + id + "/messages", "text", "{%s}"),
                        strings("POST /v1/chats/" + id + "/messages", "mediaId", "{%s}"),
                        strings("POST /v1/chats/" + id + "/messages", "replyTo", "{%s}"),
                        strings("POST /v1/receipts", "receipts[0].chatId", "{\"receipts\":[{%s}]}"),
                        integers("receipts[0].delivered"),
                        integers("receipts[0].read"),
                        wrong("POST /v1/receipts", "receipts", "{%s}", "1", "\"x\"", "\"\"", "true", "{}"),
                        wrong(
                                "POST /v1/receipts",
                                "receipts[0]",
                                "{\"receipts\":[%s]}",
                                "1",
                                "\"x\"",
                                "\"\"",
                                "true",
                                "[]"))
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> strings(String call, String field, String body) {
        return wrong(call, field, body, "1", "1.5", "true", "false", "[]", "{}", "[\"x\"]");
    }

    private static Stream<Arguments> integers(String field) {
        return wrong(
                "POST /v1/receipts",
                field,
                "{\"receipts\":[{%s}]}",
                "\"1\"",
                "1.5",
                "1e-2",
                "true",
                "\"\"",
                "[]",
                "[1]",
                "{}",
                "9223372036854775808",
                "1e400",
                "1e-400",
                "1." + "0".repeat(100));
    }

    private static Stream<Arguments> wrong(String call, String field, String body, String... values) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return Stream.of(values)
                .map(value -> name.endsWith("]") ? value : "\"" + name + "\":" + value)
                .map(member -> Arguments.of(call, field, body.replace("%s", member)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "10e-1"})
    void anIntegerMayBeWrittenAsJsonWritesNumbers(String one) {
        exchange(
                        HttpMethod.POST,
                        "/v1/receipts",
                        "{\"receipts\":[{\"chatId\":\"%s\",\"read\":%s}]}".formatted(UUID.randomUUID(), one))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("chat_not_found");
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aValueOfAnotherTypeIsNamed(String call, String field, String body) {
        String[] methodAndPath = call.split(" ");
        expectProblem(exchange(HttpMethod.valueOf(methodAndPath[0]), methodAndPath[1], body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors.length()")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "true",
                "[]",
                "[{}]",
                "{",
                "{\"handle\":}",
                "{\"handle\":\"a\"",
                "{\"handle\":\"ada\",\"handle\":\"bob\"}",
                "{\"unknown\":1,\"unknown\":2}",
                "{\"handle\":\"ada\"} {}",
                "{\"handle\":\"ada\"}x",
                "{'handle':'ada'}",
                "{handle:\"ada\"}",
                "{\"handle\":\"ada\",}",
                "{\"handle\":NaN}",
                "{\"handle\":\"a\tb\"}",
                "{\"handle\":\"\\x41\"}",
                "{/* comment */}",
                "{\"displayName\":\"\\ud800\"}",
                "{\"displayName\":\"\\udc00\\ud800\"}",
                "{\"displayName\":\"\\u0000\"}"
            })
    void whatIsNotOneJsonObjectIsRefused(String body) {
        expectProblem(exchange(HttpMethod.POST, "/v1/users", body), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000, 50_000})
    void deepNestingIsRefusedOrIgnored(int depth) {
        String body = "{\"unknown\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        expectProblem(exchange(HttpMethod.POST, "/v1/users", body), 400, "invalid_request");
    }

    static Stream<byte[]> invalidUtf8() {
        return Stream.of(
                bytes("{\"handle\":\"", 0xff, "\"}"),
                bytes("{\"handle\":\"", 0xc3, "\"}"),
                bytes("{\"handle\":\"", 0x80, "\"}"),
                new byte[] {(byte) 0xfe, (byte) 0xff, 0, '{', 0},
                new byte[] {0, 0, 0, 0});
    }

    private static byte[] bytes(String before, int between, String after) {
        byte[] text = (before + "?" + after).getBytes(StandardCharsets.US_ASCII);
        text[before.length()] = (byte) between;
        return text;
    }

    @ParameterizedTest
    @MethodSource("invalidUtf8")
    void whatIsNotUtf8IsRefused(byte[] body) {
        expectProblem(
                http.post()
                        .uri("/v1/users")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange(),
                400,
                "invalid_request");
    }

    @Test
    void unknownFieldsAreIgnored() {
        exchange(HttpMethod.PATCH, "/v1/me", "{\"lastSeen\":\"nobody\",\"colour\":{\"red\":[1,null]},\"lastseen\":3}")
                .expectStatus()
                .isOk();
    }

    @Test
    void aProblemNamesNeitherClassesNorTheInput() {
        String problem = exchange(HttpMethod.POST, "/v1/users", "{\"handle\":{\"marker\":\"swordfish\"}}")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        org.assertj.core.api.Assertions.assertThat(problem)
                .doesNotContain("swordfish", "java", "io.parley", "Jackson", "SignUp", "Exception");
    }

    private WebTestClient.ResponseSpec exchange(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + ada.accessToken())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
