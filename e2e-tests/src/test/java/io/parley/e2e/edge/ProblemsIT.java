package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
class ProblemsIT {

    private final Server server;
    private final Person ada;

    ProblemsIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/v1/chats/a/b/c/d",
                "/nothing",
                "/v1/blocks/a/b",
                "/v1/presence/a",
                "/v1/me/nothing",
                "/actuator/env",
                "/actuator/heapdump"
            })
    void aPathThatDoesNotExistIsNotFound(String path) {
        ada.get(path).send().expectProblem(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/me", "PUT, /v1/chats", "POST, /v1/me", "PATCH, /v1/users", "DELETE, /v1/status"})
    void aMethodThatThePathDoesNotKnowIsNotAllowed(String method, String path) {
        Answer answer = ada.request(method, path).send();

        answer.expectProblem(405, "method_not_allowed");
        assertThat(answer.header("Allow")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"handle\": ", "nonsense", "{\"a\": 01}", "\u0000", "{'handle': 'a'}"})
    void whatIsNoJsonIsRefused(String body) {
        server.api().post("/v1/users").body("application/json", body).send().expectProblem(400, "invalid_request");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] notUtf8 = "{\"kind\": \"direct\", \"with\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        ada.post("/v1/chats").body("application/json", notUtf8).send().expectProblem(400, "invalid_request");
    }

    @Test
    void aBodyOfAnotherKindIsRefused() {
        ada.post("/v1/chats").body("text/plain", "hello").send().expectProblem(415, "unsupported_media_type");
        ada.post("/v1/chats")
                .body("application/x-www-form-urlencoded", "kind=direct")
                .send()
                .expectProblem(415, "unsupported_media_type");
        ada.post("/v1/chats").body("nonsense", "{}").send().expectProblem(415, "unsupported_media_type");
    }

    @Test
    void aMissingBodyIsRefused() {
        ada.post("/v1/chats").body("application/json", "").send().expectProblem(400, "invalid_request");
    }

    @Test
    void whatTheClientDoesNotAcceptIsNotSent() {
        ada.get("/v1/me").header("Accept", "image/png").send().expectProblem(406, "not_acceptable");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = ada.post("/v1/chats")
                .json(Json.object("kind", "direct", "with", "x".repeat(2_000_000)))
                .send();

        answer.expectProblem(413, "too_large");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        ada.post("/v1/chats")
                .body("application/json", "[".repeat(20_000) + "]".repeat(20_000))
                .send()
                .expectProblem(400, "invalid_request");
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() {
        Answer answer = ada.get("/v1/me").header("X-Long", "x".repeat(100_000)).send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 413, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "-1", "1", "x.1", "8f0e2f5e-3c1f-4f4e-9a68-2f2f9d1d7a11.x", ""})
    void aPositionThatIsNoneIsRefused(String position) {
        ada.get("/v1/chats").header("Parley-Position", position).send().expectProblem(400, "invalid_request");
    }

    @Test
    void everyProblemIsAnOccurrenceOfItsOwn() {
        Answer one = ada.get("/v1/nothing").send();
        Answer other = ada.get("/v1/nothing").send();

        assertThat(one.text("instance")).isNotEqualTo(other.text("instance"));
        assertThat(one.text("type")).isEqualTo(other.text("type"));
    }

    @Test
    void whoBringsNoTokenLearnsNotEvenWhatExists() {
        server.api().get("/v1/nothing").send().expectProblem(401, "unauthorized");
        server.api().post("/v1/operator/anything").send().expectProblem(401, "unauthorized");
    }
}
