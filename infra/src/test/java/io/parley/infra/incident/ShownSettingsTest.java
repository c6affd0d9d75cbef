package io.parley.infra.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ShownSettingsTest {

    private static Map<String, String> shown(String name, String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
        return ShownSettings.of(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.db.password",
                "parley.db.migration-password",
                "parley.keys.master-key",
                "parley.purge.signing-key",
                "parley.axon-server.token",
                "parley.media.s3.access-key",
                "parley.media.s3.accesskey", // as somebody may write it, too
                "parley.media.s3.secret-key",
                "server.ssl.key-store-password"
            })
    void whatOpensSomethingIsHiddenAndItIsSaidThatItIsSet(String name) {
        assertThat(shown(name, "swordfish")).containsEntry(name, "(hidden)");
        assertThat(shown(name, "")).containsEntry(name, "");
    }

    @Test
    void ofAddressesIsHiddenWhoAsks() {
        assertThat(shown("parley.db.url", "jdbc:postgresql://eve:swordfish@db:5432/parley?password=swordfish&ssl=true"))
                .containsEntry("parley.db.url", "jdbc:postgresql://(hidden)@db:5432/parley?(hidden)");
    }

    @Test
    void allElseOfParleyIsShownAndNothingOfOthers() {
        assertThat(shown("parley.tokens.access", "15m")).containsEntry("parley.tokens.access", "15m");
        assertThat(shown("parley.keys.cached-leaf-keys", "50")).containsEntry("parley.keys.cached-leaf-keys", "50");
        assertThat(shown("aws.secret", "swordfish")).doesNotContainKey("aws.secret");
    }
}
