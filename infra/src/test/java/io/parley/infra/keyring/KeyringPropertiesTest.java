package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeyringPropertiesTest {

    private static KeyringProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("parley.keys", KeyringProperties.class);
    }

    @Test
    void theDefaultsHold() {
        KeyringProperties properties = bind(Map.of());

        assertThat(properties.masterKey()).isEmpty();
        assertThat(properties.cachedLeafKeys()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "cached-leaf-keys, 0",
        "cached-wrapping-keys, -1",
        "read-batch, 10001",
        "cache-for, 0s",
        "cache-for, -1m"
    })
    void whatCannotBeIsRefused(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("parley.keys." + name, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("parley.keys." + name);
    }
}
