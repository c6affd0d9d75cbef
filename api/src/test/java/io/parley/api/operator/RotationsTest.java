package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeRotations;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class RotationsTest extends OperatorTest {

    @Autowired
    private FakeRotations rotations;

    @AfterEach
    void forget() {
        rotations.fail(null);
    }

    @Test
    void anOperatorBeginsARotationAndAnAuditorSeesIt() throws IOException {
        call(HttpMethod.POST, token(OperatorRole.OPERATOR))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.phase")
                .isEqualTo("adding")
                .jsonPath("$.failure")
                .doesNotExist();

        call(HttpMethod.GET, token(OperatorRole.AUDITOR))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.rotationId")
                .isEqualTo(rotations.latest().orElseThrow().rotationId().toString())
                .jsonPath("$.done")
                .isEqualTo(0)
                .jsonPath("$.total")
                .isEqualTo(0)
                .jsonPath("$.beganAt")
                .isNotEmpty()
                .jsonPath("$.length()")
                .isEqualTo(6);
    }

    @Test
    void anAuditorBeginsNone() throws IOException {
        Optional<?> before = rotations.latest();

        problem(call(HttpMethod.POST, token(OperatorRole.AUDITOR)), 403, "forbidden");
        assertThat(rotations.latest()).isEqualTo(before);
    }

    @Test
    void noUserBeginsOrSeesOne() {
        User user = newUser();

        problem(call(HttpMethod.POST, user.accessToken()), 401, "unauthorized");
        problem(call(HttpMethod.GET, user.accessToken()), 401, "unauthorized");
    }

    @Test
    void aKeyFileThatCannotBeChangedIsAConflict() throws IOException {
        rotations.fail(new Rejection(ErrorCode.KEYS_FIXED, "The key file is read-only."));

        problem(call(HttpMethod.POST, token(OperatorRole.OPERATOR)), 409, "keys_fixed");
    }

    private ResponseSpec call(HttpMethod method, String token) {
        return http.method(method)
                .uri("/v1/operator/keys/rotation")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }
}
