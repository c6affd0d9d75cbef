package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ParleyTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("up ", "demo ", "version ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "operator",
                "fan-out",
                "dead-letter",
                "keys",
                "media",
                "verify-purge",
                "audit",
                "retention",
                "hold",
                "release",
                "connections",
                "backup",
                "restore",
                "version"
            })
    void eachCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: parley " + command);
    }

    @Test
    void aStoreOfMediaThatThereIsNoneOfIsRefused() {
        assertThat(run("up", "--media", "floppy")).isEqualTo(2);
        assertThat(err.toString()).contains("FOLDER, SEAWEEDFS, S3");
    }

    @Test
    void theVersionNamesTheJavaVersionToo() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("Parley ").contains(System.getProperty("java.version"));
    }

    @Test
    void anUnknownCommandIsRefusedWithHelp() {
        assertThat(run("xyzzy")).isEqualTo(2);
        assertThat(err.toString()).contains("'xyzzy'").contains("Usage: parley");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theDemoSaysInOneSentenceThatNoServerIsThere() throws IOException {
        String url = "http://127.0.0.1:" + unusedPort();
        assertThat(run("demo", "--url", url)).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("No server answers at %s: start one by ./parley up, or name another by --url.", url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://127.0.0.1", "http:/x"})
    void theDemoRefusesWhatIsNoWebAddress(String url) {
        assertThat(run("demo", "--url", url)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --fault", "demo group --fault", "demo direct --fault --server-log x"})
    void aDemoOfFaultsNeedsAServerThatHasThem(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("./parley demo group --fault");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Parley.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
