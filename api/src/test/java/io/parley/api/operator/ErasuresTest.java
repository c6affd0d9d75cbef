package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ErasuresTest extends OperatorTest {

    @Test
    void anAuditorGetsTheCertificateOfAnErasureLetterByLetter() throws IOException {
        User erased = newUser();
        send(erased, HttpMethod.DELETE, "/v1/me").expectStatus().isNoContent();

        String body = ask(token(OperatorRole.AUDITOR), erased.userId())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(body)
                .isEqualTo("{\"items\":[{\"position\":" + behind.tail().head()
                        + ", \"kind\":\"erasure\"}],\"next\":null}");
    }

    @Test
    void whoWasNotErasedHasNoneAndNoIdIsNobody() throws IOException {
        String auditor = token(OperatorRole.AUDITOR);

        expectProblem(ask(auditor, newUser().userId()), 404, "user_not_found");
        expectProblem(ask(auditor, "nobody"), 404, "user_not_found");
    }

    @Test
    void noUserGetsOne() {
        User user = newUser();

        expectProblem(ask(user.accessToken(), user.userId()), 401, "unauthorized");
    }

    private ResponseSpec ask(String token, String userId) {
        return http.get()
                .uri("/v1/operator/users/" + userId + "/purges")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
