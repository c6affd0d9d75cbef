package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeMediaChecks;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class MediaChecksTest extends OperatorTest {

    @Autowired
    private FakeMediaChecks checks;

    @AfterEach
    void forget() {
        checks.forget();
    }

    @Test
    void anOperatorBeginsACheckAndAnAuditorSeesIt() throws IOException {
        call(HttpMethod.POST, "", token(OperatorRole.OPERATOR))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.phase")
                .isEqualTo("media")
                .jsonPath("$.mending")
                .isEqualTo(false)
                .jsonPath("$.failure")
                .doesNotExist();

        call(HttpMethod.GET, "", token(OperatorRole.AUDITOR))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.checkId")
                .isEqualTo(checks.latest().orElseThrow().checkId().toString())
                .jsonPath("$.orphans")
                .isEqualTo(2)
                .jsonPath("$.lostMedia.length()")
                .isEqualTo(1);
    }

    @Test
    void mendingHasToBeAskedFor() throws IOException {
        call(HttpMethod.POST, "?mend=true", token(OperatorRole.OPERATOR))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.mending")
                .isEqualTo(true);
    }

    @Test
    void whatIsNeitherTrueNorFalseBeginsNothing() throws IOException {
        problem(call(HttpMethod.POST, "?mend=perhaps", token(OperatorRole.OPERATOR)), 400, "invalid_request");
        assertThat(checks.latest()).isEmpty();
    }

    @Test
    void anAuditorBeginsNoneAndBeforeTheFirstThereIsNone() throws IOException {
        String auditor = token(OperatorRole.AUDITOR);

        problem(call(HttpMethod.POST, "", auditor), 403, "forbidden");
        problem(call(HttpMethod.GET, "", auditor), 404, "not_found");
    }

    @Test
    void noUserBeginsOrSeesOne() {
        User user = newUser();

        problem(call(HttpMethod.POST, "", user.accessToken()), 401, "unauthorized");
        problem(call(HttpMethod.GET, "", user.accessToken()), 401, "unauthorized");
    }

    private ResponseSpec call(HttpMethod method, String query, String token) {
        return http.method(method)
                .uri("/v1/operator/media/check" + query)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }
}
