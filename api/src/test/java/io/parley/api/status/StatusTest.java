package io.parley.api.status;

import io.parley.api.testing.EdgeTest;
import org.junit.jupiter.api.Test;

class StatusTest extends EdgeTest {

    @Test
    void aPlatformThatIsReadyIsHealthyAndShedsNothing() {
        http.get()
                .uri("/v1/status")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.serviceLevel")
                .isEqualTo("healthy")
                .jsonPath("$.shed")
                .isArray()
                .jsonPath("$.shed.length()")
                .isEqualTo(0)
                .jsonPath("$.version")
                .isNotEmpty()
                .jsonPath("$.length()")
                .isEqualTo(3);
    }

    @Test
    void healthTellsNothingOfWhatIsBehindIt() {
        http.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components")
                .doesNotExist();
    }
}
