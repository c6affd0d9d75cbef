package io.parley.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.user.UserQuery.FindUser;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(OutputCaptureExtension.class)
class FrameworkErrorsTest extends EdgeTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/no-such-path",
        "PUT, /v1/no-such-path",
        "POST, /v1",
        "GET, /v1/users/",
        "GET, /v1/me/nothing",
        "PUT, /v1/presence/x",
        "POST, /v1/chats/x/nothing",
        "DELETE, /no/such/path"
    })
    void anUnknownPathIsNotFoundWhateverTheMethod(String method, String path) {
        expectProblem(call(newUser(), method, path), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/me",
        "PUT, /v1/chats/x",
        "GET, /v1/chats/x/members/y",
        "POST, /v1/chats/x/purges",
        "PUT, /v1/chats/x/messages/y",
        "DELETE, /v1/users",
        "GET, /v1/receipts",
        "PUT, /v1/chats/x/messages",
        "TRACE, /v1/me",
        "PROPFIND, /v1/me",
        "BREW, /v1/me"
    })
    void anotherMethodIsAnsweredWithThoseThatThereAre(String method, String path) {
        WebTestClient.ResponseSpec response = call(newUser(), method, path);
        response.expectHeader().exists("Allow");
        expectProblem(response, 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "image/*", "application/problem+json", "nonsense"})
    void aRepresentationThatThereIsNotIsNotAcceptable(String accept) {
        expectProblem(getMe(accept), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*",
                "application/json, application/problem+json",
                "application/json;charset=UTF-16",
                "text/html, application/json;q=0.1"
            })
    void jsonIsGivenToWhoeverTakesIt(String accept) {
        getMe(accept).expectStatus().isOk().expectHeader().valueMatches("Content-Type", "application/json.*");
    }

    @Test
    void nothingIsWrittenForWhoCouldNotReadTheAnswer() {
        User ada = newUser();
        String chat = openChat(ada, newUser());
        expectProblem(
                http.post()
                        .uri("/v1/chats/" + chat + "/messages")
                        .header("Authorization", "Bearer " + ada.accessToken())
                        .header("Accept", "text/plain")
                        .bodyValue(Map.of("messageId", UUID.randomUUID().toString(), "text", "hello"))
                        .exchange(),
                406,
                "not_acceptable");
        assertThat(behind.commands(SendMessage.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data;boundary=x",
                "application/jsonx"
            })
    void anotherMediaTypeIsUnsupported(String contentType) {
        expectProblem(
                http.post()
                        .uri("/v1/users")
                        .headers(headers -> headers.set("Content-Type", contentType))
                        .body(reactor.core.publisher.Mono.just("{}"), String.class)
                        .exchange(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "application/json; charset=utf-8"})
    void jsonInUtf8IsTaken(String contentType) {
        http.post()
                .uri("/v1/users")
                .headers(headers -> headers.set("Content-Type", contentType))
                .bodyValue(Map.of("handle", newHandle(), "displayName", "Ada", "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        expectProblem(post("/v1/users", Map.of("unknown", "x".repeat(300_000))), 413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/users;x=y",
                "/v1/users/%2e%2e",
                "/v1/users/a%2fb",
                "/v1/users/a%00b",
                "/v1//users",
                "/v1/users/%0a"
            })
    void aPathWithWhatPathsDoNotNeedIsRefused(String path) {
        http.get()
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + newUser().accessToken())
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody()
                .jsonPath("$.code")
                .isNotEmpty();
    }

    @Test
    void headIsAnsweredLikeGetWithoutABody() {
        call(newUser(), "HEAD", "/v1/me").expectStatus().isOk().expectBody().isEmpty();
        http.method(HttpMethod.HEAD)
                .uri("/v1/me")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .isEmpty();
    }

    @Test
    void aFaultIsInternalAndTheLogHasItWithoutContent(CapturedOutput output) {
        User ada = newUser();
        behind.fail(
                FindUser.class,
                () -> new IllegalStateException("the handle swordfish", new CompletionException("of swordfish", null)));
        String instance = problem(get(ada, "/v1/me"), 500, "internal");
        assertThat(output.getAll())
                .contains("request " + instance.substring("urn:uuid:".length()) + " failed")
                .contains("IllegalStateException")
                .doesNotContain("swordfish");
    }

    @Test
    void aFaultInACommandIsInternalToo() {
        User ada = newUser();
        String chat = openChat(ada, newUser());
        behind.fail(SendMessage.class, () -> new NullPointerException("swordfish"));
        WebTestClient.ResponseSpec response = post(
                ada,
                "/v1/chats/" + chat + "/messages",
                Map.of("messageId", UUID.randomUUID().toString(), "text", "hello"));
        expectProblem(response, 500, "internal");
    }

    @Test
    void everyCodeHasItsStatusAndEveryUnavailabilitySaysWhenToTryAgain() {
        User ada = newUser();
        for (ErrorCode code : ErrorCode.values()) {
            behind.fail(FindUser.class, () -> new Rejection(code, "Refused."));
            ProblemKind kind = ProblemKind.of(code);
            WebTestClient.ResponseSpec response = get(ada, "/v1/me");
            expectProblem(response, kind.status().value(), code.code());
            if (kind.status().value() == 503) {
                response.expectHeader()
                        .valueMatches("Retry-After", code == ErrorCode.OVERLOADED ? "[1-3]" : "1"); // not all at once
            }
            if (kind.status().value() == 429) {
                response.expectHeader().exists("Retry-After");
            }
        }
    }

    private static String problem(WebTestClient.ResponseSpec response, int status, String code) {
        Map<?, ?> problem = response.expectStatus()
                .isEqualTo(status)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem).isNotNull();
        assertThat(String.valueOf(problem.get("code"))).isEqualTo(code);
        return String.valueOf(problem.get("instance"));
    }

    private WebTestClient.ResponseSpec getMe(String accept) {
        return http.get()
                .uri("/v1/me")
                .header("Authorization", "Bearer " + newUser().accessToken())
                .headers(headers -> headers.set("Accept", accept))
                .exchange();
    }

    private WebTestClient.ResponseSpec call(User user, String method, String path) {
        return http.method(HttpMethod.valueOf(method))
                .uri(path)
                .header("Authorization", "Bearer " + user.accessToken())
                .exchange();
    }
}
