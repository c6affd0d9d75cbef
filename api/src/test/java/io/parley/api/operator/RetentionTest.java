package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.retention.RetentionQuery.FindRetentionPreview;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class RetentionTest extends OperatorTest {

    @Test
    void anAuditorSeesWhatWouldGoAndWhen() throws IOException {
        preview(token(OperatorRole.AUDITOR), "?longest=P30D")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(8)
                .jsonPath("$.chats")
                .isEqualTo(2)
                .jsonPath("$.messages")
                .isEqualTo(6)
                .jsonPath("$.atOnce")
                .isEqualTo(1)
                .jsonPath("$.held")
                .isEqualTo(4)
                .jsonPath("$.byDay.length()")
                .isEqualTo(1)
                .jsonPath("$.byDay[0].day")
                .isEqualTo("2026-04-01")
                .jsonPath("$.byDay[0].messages")
                .isEqualTo(5)
                .jsonPath("$.firstAt")
                .isEqualTo("2026-03-31T12:00:00.000Z");

        assertThat(behind.lastQuery(FindRetentionPreview.class).longest()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?longest=",
                "?longest=30",
                "?longest=30d",
                "?longest=P0D",
                "?longest=-P1D",
                "?longest=PT0.999S",
                "?longest=P366D",
                "?longest=P365DT1S",
                "?longest=PT1.0000001S",
                "?longest=P1M",
                "?longest=P99999999999999999999D"
            })
    void whatIsNoLengthOfALifeIsRefused(String query) throws IOException {
        preview(token(OperatorRole.AUDITOR), query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("longest");
    }

    @Test
    void noUserSeesIt() {
        preview(newUser().accessToken(), "?longest=P30D").expectStatus().isUnauthorized();
    }

    private ResponseSpec preview(String token, String query) {
        return http.get()
                .uri("/v1/operator/retention/preview" + query)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
