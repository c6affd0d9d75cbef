package io.parley.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.session.SessionCommand.OpenSession;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class TokensTest extends EdgeTest {

    @Test
    void aSignInOpensASession() {
        User ada = newUser();
        signInAs(ada.handle(), PASSWORD)
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("Parley-Position")
                .expectHeader()
                .valueMatches("Cache-Control", ".*no-store.*")
                .expectBody()
                .jsonPath("$.tokenType")
                .isEqualTo("Bearer")
                .jsonPath("$.expiresIn")
                .isEqualTo(900)
                .jsonPath("$.userId")
                .isEqualTo(ada.userId())
                .jsonPath("$.deviceId")
                .isNotEmpty()
                .jsonPath("$.length()")
                .isEqualTo(6);
        assertThat(behind.commands(OpenSession.class)).hasSize(2);
    }

    @Test
    void aWrongPasswordAndAnUnknownHandleAreAnsweredAlike() {
        User ada = newUser();
        String wrong = problemWithoutInstance(signInAs(ada.handle(), "wrong"));
        assertThat(problemWithoutInstance(signInAs(newHandle(), PASSWORD))).isEqualTo(wrong);
        assertThat(problemWithoutInstance(signInAs("No handle at all", PASSWORD)))
                .isEqualTo(wrong);
        assertThat(wrong).contains("bad_credentials");
    }

    @Test
    void aRefusedSignInBearsAChallenge() {
        signInAs(newHandle(), PASSWORD)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer");
    }

    @Test
    void thePasswordIsTheSameHoweverItsCharactersAreComposed() {
        String handle = newHandle();
        post("/v1/users", Map.of("handle", handle, "displayName", "Ada", "password", "cafe\u0301 noir"))
                .expectStatus()
                .isCreated();
        signInAs(handle, "caf\u00e9 noir").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"handle", "password", "device"})
    void whatASignInLacksIsNamed(String field) {
        Map<String, String> body = new HashMap<>(Map.of("handle", "ada", "password", PASSWORD, "device", "laptop"));
        body.remove(field);
        expectProblem(post("/v1/tokens", body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"0", "65"})
    void aDeviceHasAName(int length) {
        expectProblem(
                        post("/v1/tokens", Map.of("handle", "ada", "password", PASSWORD, "device", "x".repeat(length))),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("device");
    }

    @Test
    void aRefreshTokenIsExchangedForTheNextPairOfTheSameSession() {
        User ada = newUser();
        String next = text(refreshed(ada.refreshToken()), "refreshToken");
        Map<String, Object> third = refreshed(next);
        assertThat(third).containsEntry("deviceId", ada.deviceId()).containsEntry("userId", ada.userId());
        http.get()
                .uri("/v1/me")
                .header("Authorization", "Bearer " + text(third, "accessToken"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void aRefreshTokenThatComesBackEndsTheSessionAtOnce() {
        User ada = newUser();
        String newest = text(refreshed(ada.refreshToken()), "refreshToken");
        expectProblem(refresh(ada.refreshToken()), 401, "bad_credentials");
        expectProblem(get(ada, "/v1/me"), 401, "unauthorized");
        expectProblem(refresh(newest), 401, "bad_credentials");
    }

    @Test
    void otherSessionsOfTheUserGoOn() {
        User ada = newUser();
        User elsewhere = signIn(ada.handle());
        refreshed(ada.refreshToken());
        refresh(ada.refreshToken()).expectStatus().isUnauthorized();
        get(elsewhere, "/v1/me").expectStatus().isOk();
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        expectProblem(refresh(newUser().accessToken()), 401, "bad_credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenAtAllIsRefused(String token) {
        expectProblem(refresh(token), 401, "bad_credentials");
    }

    @Test
    void aRefreshTokenRunsOut() {
        User ada = newUser();
        clock.move(java.time.Duration.ofDays(30).plusSeconds(1));
        expectProblem(refresh(ada.refreshToken()), 401, "bad_credentials");
    }

    @Test
    void aStaleTokenInTheHeaderKeepsNobodyFromSigningIn() {
        User ada = newUser();
        http.post()
                .uri("/v1/tokens")
                .header("Authorization", "Bearer stale")
                .bodyValue(Map.of("refreshToken", ada.refreshToken()))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private WebTestClient.ResponseSpec signInAs(String handle, String password) {
        return post("/v1/tokens", Map.of("handle", handle, "password", password, "device", "laptop"));
    }

    private WebTestClient.ResponseSpec refresh(String token) {
        return post("/v1/tokens", Map.of("refreshToken", token));
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private Map<String, Object> refreshed(String token) {
        return refresh(token)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private static String problemWithoutInstance(WebTestClient.ResponseSpec response) {
        String body = response.expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(body).replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
