package io.parley.app.capsule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CapsuleSettingsTest {

    private static Map<String, String> portable(String... settings) {
        var json = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < settings.length; i += 2) {
            json.put(settings[i], settings[i + 1]);
        }
        JsonNode all = json;
        return CapsuleSettings.portable(all);
    }

    @Test
    void howAServerWorksIsAsThen() {
        assertThat(portable("parley.fan-out.tries", "3", "parley.store.page-size", "7"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("parley.fan-out.tries", "3", "parley.store.page-size", "7"));
    }

    @Test
    void whereThingsAreAndWhatOpensThemIsNot() {
        assertThat(portable(
                        "parley.db.url", "jdbc:postgresql://theirs/parley",
                        "parley.data-dir", "/srv/theirs",
                        "parley.keys.master-key", "/srv/key",
                        "parley.media.seaweedfs.filer", "http://theirs:8888",
                        "parley.tracing.endpoint", "http://theirs:4318",
                        "parley.store", "axon-server",
                        "parley.store.node", "one",
                        "parley.limits.body", "(hidden)",
                        "server.port", "80",
                        "spring.main.banner-mode", "off"))
                .isEmpty();
    }

    @Test
    void aServerForItHasAllOfItsOwnWhateverTheEnvironmentSays() {
        assertThat(CapsuleSettings.arguments(Map.of("parley.fan-out.tries", "3"), Path.of("/data"), 0))
                .contains(
                        "--parley.fan-out.tries=3",
                        "--parley.data-dir=/data",
                        "--parley.db.url=",
                        "--parley.keys.master-key=",
                        "--parley.operators.file=",
                        "--parley.tracing.endpoint=",
                        "--parley.degradation.automatic=false",
                        "--server.port=0",
                        "--server.address=127.0.0.1");
    }
}
