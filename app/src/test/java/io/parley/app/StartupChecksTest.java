package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.infra.startup.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartupChecksTest {

    @TempDir
    private Path temp;

    @Test
    void goodSettingsPass() {
        assertThatNoException().isThrownBy(() -> check(Map.of()));
    }

    @Test
    void aPortThatIsNoNumberIsSaid() {
        assertThat(sentence(Map.of("server.port", "eighty")))
                .startsWith("The setting server.port must be a whole number, not \"eighty\"");
    }

    @Test
    void aPortThatIsNoneIsSaid() {
        assertThat(sentence(Map.of("server.port", "70000")))
                .isEqualTo("The setting server.port (SERVER_PORT) must be 0 to 65535, not 70000.");
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(sentence(Map.of("server.port", port)))
                    .isEqualTo(
                            "Port %s is taken by another program: stop that one, or choose another port by SERVER_PORT.",
                            port);
        }
    }

    @Test
    void anAddressThatThisMachineHasNotIsSaid() {
        assertThat(sentence(Map.of("server.address", "192.0.2.1")))
                .isEqualTo("This machine has no address 192.0.2.1: mend SERVER_ADDRESS.");
    }

    @Test
    void aFolderInUseIsSaidBeforeAnythingIsStarted() {
        try (DataFolder held = DataFolder.open(temp)) {
            assertThat(sentence(Map.of()))
                    .startsWith("The data folder " + held.path() + " is in use by another Parley");
        }
    }

    @Test
    void anUnknownRoleIsSaid() {
        assertThat(sentence(Map.of("parley.roles", "cook"))).contains("knows no role \"cook\"");
    }

    private String sentence(Map<String, String> settings) {
        return StartupFailure.sentence(catchThrowable(() -> check(settings)));
    }

    private void check(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "parley.roles", "gateway,command,projection,query",
                "parley.data-dir", temp.toString(),
                "server.address", "127.0.0.1",
                "server.port", "0"));
        all.putAll(settings);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        StartupChecks.check(environment);
    }
}
