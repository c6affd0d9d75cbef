package io.parley.e2e.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SharedServer
class StartUpIT {

    private final Server server;
    private final Path folder;

    StartUpIT(Server server, @TempDir Path folder) {
        this.server = server;
        this.folder = folder;
    }

    @Test
    void aPortThatIsTakenIsSaidClearly() {
        Jar.Run run = up(Map.of("SERVER_PORT", String.valueOf(server.port())));

        saysClearly(run, String.valueOf(server.port()));
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedAndDisturbsNobody() {
        Jar.Run run = up(Map.of("PARLEY_DATA_DIR", server.dataFolder().path().toString()));

        saysClearly(run, server.dataFolder().path().toString());
        Person.signsUp(server);
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidClearly() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        saysClearly(up(Map.of("PARLEY_DATA_DIR", file.resolve("data").toString())), file.toString());
        saysClearly(up(Map.of("PARLEY_DATA_DIR", "/proc/parley")), "/proc/parley");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_PORT, abc, port",
        "SERVER_PORT, 70000, port",
        "SERVER_ADDRESS, not an address, address",
        "PARLEY_DB_URL, nonsense, parley.db.url",
        "PARLEY_DB_URL, jdbc:postgresql://127.0.0.1:1/parley, 127.0.0.1:1",
        "PARLEY_MASTER_KEY, /does/not/exist, /does/not/exist",
        "PARLEY_STREAM_HEARTBEAT, soon, heartbeat"
    })
    void aWrongSettingIsNamed(String name, String value, String named) {
        saysClearly(up(Map.of(name, value)), named);
    }

    @Test
    void itSaysItsVersionAndItsCommands() {
        Jar.Run version = Jar.run("startup", Map.of(), "version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).containsPattern("\\d+\\.\\d+\\.\\d+");

        Jar.Run help = Jar.run("startup", Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("up", "demo", "version");
    }

    @Test
    void anUnknownCommandIsRefused() {
        Jar.Run run = Jar.run("startup", Map.of(), "fly");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("fly").doesNotContain("\tat ");
    }

    @Test
    void theDemoShowsTwoPeopleTalking() {
        Jar.Run run = Jar.run(
                "startup", Map.of(), "demo", "--url", server.api().base().toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output().lines().count()).as(run.output()).isGreaterThan(5);
    }

    private Jar.Run up(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(Server.freePort()));
        environment.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
        environment.putAll(settings);
        return Jar.run("startup", environment, "up");
    }

    private static void saysClearly(Jar.Run run, String named) {
        assertThat(run.exitCode()).as("exit code after:\n%s", run.output()).isNotZero();
        assertThat(run.output()).containsIgnoringCase(named);
        assertThat(run.output())
                .as("no stack trace, no name of a class")
                .doesNotContain("\tat ", "Exception", "org.springframework", "io.parley.", "Caused by");
        assertThat(run.output().lines().filter(line -> !line.isBlank()).count())
                .as("lines in:\n%s", run.output())
                .isLessThanOrEqualTo(6);
    }
}
