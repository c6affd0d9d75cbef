package io.parley.e2e.confidentiality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    private final Secret secret = new Secret("it", "some?>~secret");

    @ParameterizedTest
    @ValueSource(strings = {"some?>~secret", "around some?>~secret it", "x some?>~secret", "xy some?>~secret yx"})
    void itIsFoundInEverySpelling(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        assertThat(found(utf8)).isTrue();
        assertThat(found(text.getBytes(StandardCharsets.UTF_16LE))).isTrue();
        assertThat(found(text.getBytes(StandardCharsets.UTF_16BE))).isTrue();
        assertThat(found(Base64.getEncoder().encode(utf8))).isTrue();
        assertThat(found(Base64.getUrlEncoder().encode(utf8))).isTrue();
        assertThat(found(HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }

    @Test
    void itIsNotFoundWhereItIsNot() {
        assertThat(found("some?>~other".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    private boolean found(byte[] bytes) {
        return secret.findIn(Secret.bytesAsChars(bytes)).isPresent();
    }
}
