package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ErasuresTest extends EdgeTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private OperatorProperties properties;

    @Test
    void anAuditorGetsTheCertificateOfAnErasureLetterByLetter() throws IOException {
        User erased = newUser();
        send(erased, HttpMethod.DELETE, "/v1/me").expectStatus().isNoContent();

        String body = ask(auditor(), erased.userId())
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
        String auditor = auditor();

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

    private String auditor() throws IOException {
        String token = OperatorToken.random();
        String id = OperatorId.random().toString();
        new OperatorFile(Path.of(properties.file()))
                .add(new OperatorEntry(
                        id,
                        "auditor-" + id,
                        OperatorRole.AUDITOR,
                        OperatorToken.hash(token),
                        clock.instant().plus(Duration.ofDays(1))));
        return token;
    }
}
