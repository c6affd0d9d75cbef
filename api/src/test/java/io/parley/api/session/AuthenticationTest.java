package io.parley.api.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parley.api.testing.EdgeApplication;
import io.parley.api.testing.EdgeTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class AuthenticationTest extends EdgeTest {

    private static final byte[] ANOTHER_KEY = "another key, another key, another".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LONG_KEY = new byte[64];

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/me",
        "PATCH, /v1/me",
        "GET, /v1/users/00000000-0000-4000-8000-000000000000",
        "GET, /v1/users?handle=ada",
        "POST, /v1/chats",
        "GET, /v1/chats",
        "GET, /v1/chats/00000000-0000-4000-8000-000000000000",
        "POST, /v1/chats/00000000-0000-4000-8000-000000000000/messages",
        "GET, /v1/chats/00000000-0000-4000-8000-000000000000/messages",
        "GET, /v1/chats/00000000-0000-4000-8000-000000000000/messages/x/receipts",
        "POST, /v1/receipts",
        "GET, /v1/events",
        "DELETE, /v1/users",
        "GET, /v1/no-such-path",
        "GET, /",
        "GET, /actuator",
        "GET, /actuator/env"
    })
    void withoutATokenNothingIsSaidAboutAnyPath(String method, String path) {
        WebTestClient.ResponseSpec response =
                http.method(HttpMethod.valueOf(method)).uri(path).exchange();
        response.expectHeader().valueEquals("WWW-Authenticate", "Bearer");
        expectProblem(response, 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer a b", "bearer \u00e9", "Bearer ="})
    void aGarbledTokenIsRefused(String header) {
        expectProblem(with(header), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRhOnBhc3N3b3Jk", "Digest x", "Token x"})
    void anotherSchemeIsNoToken(String header) {
        WebTestClient.ResponseSpec response = with(header);
        response.expectHeader().valueEquals("WWW-Authenticate", "Bearer");
        expectProblem(response, 401, "unauthorized");
    }

    @Test
    void aRefusedTokenIsNamedInTheChallenge() {
        with("Bearer x").expectHeader().valueMatches("WWW-Authenticate", "Bearer error=\"invalid_token\".*");
    }

    @Test
    void anAccessTokenRunsOut() {
        User ada = newUser();
        clock.move(Duration.ofMinutes(15).minusSeconds(1));
        get(ada, "/v1/me").expectStatus().isOk();
        clock.move(Duration.ofSeconds(1));
        expectProblem(get(ada, "/v1/me"), 401, "unauthorized");
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        expectProblem(with("Bearer " + newUser().refreshToken()), 401, "unauthorized");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws JOSEException {
        with("Bearer " + signed(JWSAlgorithm.HS256, EdgeApplication.signingKey(), claims("access")))
                .expectStatus()
                .isNotFound(); // a token that is right, of a user that is not there
        expectProblem(with("Bearer " + signed(JWSAlgorithm.HS256, ANOTHER_KEY, claims("access"))), 401, "unauthorized");
    }

    @Test
    void anotherAlgorithmIsRefused() throws JOSEException {
        System.arraycopy(EdgeApplication.signingKey(), 0, LONG_KEY, 0, 32);
        expectProblem(with("Bearer " + signed(JWSAlgorithm.HS384, LONG_KEY, claims("access"))), 401, "unauthorized");
        expectProblem(with("Bearer " + signed(JWSAlgorithm.HS512, LONG_KEY, claims("access"))), 401, "unauthorized");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        expectProblem(with("Bearer " + new PlainJWT(claims("access").build()).serialize()), 401, "unauthorized");
    }

    @Test
    void aTokenThatLacksAClaimIsRefused() throws JOSEException {
        for (String claim : new String[] {"sub", "sid", "typ", "exp"}) {
            JWTClaimsSet.Builder claims = claims("access").claim(claim, null);
            expectProblem(
                    with("Bearer " + signed(JWSAlgorithm.HS256, EdgeApplication.signingKey(), claims)),
                    401,
                    "unauthorized");
        }
    }

    @Test
    void aTokenWithAStrangeClaimIsRefused() throws JOSEException {
        for (String claim : new String[] {"sub", "sid", "typ"}) {
            JWTClaimsSet.Builder claims = claims("access").claim(claim, "strange");
            expectProblem(
                    with("Bearer " + signed(JWSAlgorithm.HS256, EdgeApplication.signingKey(), claims)),
                    401,
                    "unauthorized");
        }
    }

    @Test
    void aTokenInTheQueryIsNotLookedAt() {
        User ada = newUser();
        expectProblem(http.get().uri("/v1/me?access_token=" + ada.accessToken()).exchange(), 401, "unauthorized");
    }

    @Test
    void aTicketOpensTheStreamAndNothingElse() {
        expectProblem(http.get().uri("/v1/me?ticket=any").exchange(), 401, "unauthorized");
        expectProblem(http.get().uri("/v1/events?ticket=unknown").exchange(), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/status",
                "/v3/api-docs",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void whatIsPublicNeedsNoToken(String path) {
        http.get().uri(path).exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
    void metricsAreNotForWhoComesThroughAProxy(String header) {
        expectProblem(
                http.get()
                        .uri("/actuator/prometheus")
                        .header(header, "198.51.100.7")
                        .exchange(),
                404,
                "not_found");
    }

    @Test
    void answersBearSecurityHeaders() {
        http.get()
                .uri("/v1/status")
                .exchange()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .valueMatches("Content-Security-Policy", "default-src 'self'.*")
                .expectHeader()
                .doesNotExist("Set-Cookie");
    }

    private WebTestClient.ResponseSpec with(String authorization) {
        return http.get().uri("/v1/me").header("Authorization", authorization).exchange();
    }

    private JWTClaimsSet.Builder claims(String type) {
        return new JWTClaimsSet.Builder()
                .subject(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("typ", type)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private static String signed(JWSAlgorithm algorithm, byte[] key, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
        jwt.sign(new MACSigner(key));
        return jwt.serialize();
    }
}
