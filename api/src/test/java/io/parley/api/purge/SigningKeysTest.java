package io.parley.api.purge;

import io.parley.api.testing.EdgeApplication;
import io.parley.api.testing.EdgeTest;
import org.junit.jupiter.api.Test;

class SigningKeysTest extends EdgeTest {

    @Test
    void anyUserGetsTheKeysThatCertificatesAreCheckedWith() {
        get(newUser(), "/v1/signing-keys")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].length()")
                .isEqualTo(3)
                .jsonPath("$.items[0].keyId")
                .isEqualTo(EdgeApplication.PURGE_KEY.keyId())
                .jsonPath("$.items[0].algorithm")
                .isEqualTo("Ed25519")
                .jsonPath("$.items[0].publicKey")
                .isEqualTo(EdgeApplication.PURGE_KEY.publicKey());
    }

    @Test
    void whoHasNoTokenGetsNone() {
        expectProblem(http.get().uri("/v1/signing-keys").exchange(), 401, "unauthorized");
    }
}
