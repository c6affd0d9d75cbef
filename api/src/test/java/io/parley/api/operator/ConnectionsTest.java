package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.UserId;
import io.parley.contract.session.SessionQuery.FindConnections;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ConnectionsTest extends OperatorTest {

    @ParameterizedTest
    @EnumSource(OperatorRole.class)
    void auditorsAndOperatorsSeeOnWhichGatewaysSomebodyIs(OperatorRole role) throws IOException {
        UserId user = UserId.random();
        connections(token(role), "?userId=" + user)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$.more")
                .isEqualTo(false)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].length()")
                .isEqualTo(5)
                .jsonPath("$.items[0].connectionId")
                .isNotEmpty()
                .jsonPath("$.items[0].deviceId")
                .isNotEmpty()
                .jsonPath("$.items[0].node")
                .isNotEmpty()
                .jsonPath("$.items[0].since")
                .isEqualTo("2026-03-31T12:00:00.000Z")
                .jsonPath("$.items[0].heartbeatAt")
                .isEqualTo("2026-03-31T12:00:05.000Z");

        FindConnections asked = behind.lastQuery(FindConnections.class);
        assertThat(asked.userId()).isEqualTo(user);
        assertThat(asked.limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?userId=", "?userId=ada", "?userId=1-1-1-1-1"})
    void whatIsNoUserIsRefused(String query) throws IOException {
        connections(token(OperatorRole.AUDITOR), query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("userId");
    }

    @Test
    void noUserSeesItNotEvenOfThemselves() {
        connections(newUser().accessToken(), "?userId=" + UserId.random())
                .expectStatus()
                .isUnauthorized();
    }

    private ResponseSpec connections(String token, String query) {
        return http.get()
                .uri("/v1/operator/connections" + query)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
