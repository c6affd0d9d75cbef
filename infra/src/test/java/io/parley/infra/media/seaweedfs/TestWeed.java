package io.parley.infra.media.seaweedfs;

import io.parley.infra.process.Patience;
import io.parley.infra.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A real SeaweedFS of one test's own that can be killed, comes back where it was, and can be made to stand still. The program is
 * named by PARLEY_WEED, as {@code ./parley test} does, or was put into the checkout's data folder by {@code ./parley tools};
 * without it the test fails.
 */
public final class TestWeed implements AutoCloseable {

    private static final int PORTS_TO_TRY = 5;
    private static final String S3_PORT = "-s3.port=";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path log;
    private final WeedPorts ports;
    private final List<String> more;
    private WeedProcess process;

    private TestWeed(Path folder, WeedPorts ports, List<String> more) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("seaweedfs"));
        this.log = folder.resolve("weed.log");
        this.ports = ports;
        this.more = more;
        WeedSettings.write(this.folder);
        this.process = WeedProcess.start(program(), this.folder, ports, log, more);
    }

    /**
     * Starts one and waits until it serves.
     *
     * @param more words for its command line
     */
    public static TestWeed start(Path folder, String... more) throws IOException {
        return start(folder, () -> List.of(more));
    }

    /** Another process may take a port before it does: then it is tried with others. */
    private static TestWeed start(Path folder, Words more) throws IOException {
        for (int tried = 1; ; tried++) {
            TestWeed started = new TestWeed(folder, WeedPorts.free(), more.get());
            try {
                started.awaitService();
                return started;
            } catch (AssertionError e) {
                boolean died = !started.process.isAlive();
                started.kill();
                if (!died || tried == PORTS_TO_TRY) {
                    throw e;
                }
            }
        }
    }

    /** Starts one with an S3 gateway that knows one user. */
    public static TestWeed startWithS3(Path folder, String accessKey, String secretKey) throws IOException {
        Path users = Files.writeString(folder.resolve("s3.json"), """
                {"identities": [{"name": "parley", "credentials": [{"accessKey": "%s", "secretKey": "%s"}],
                                 "actions": ["Admin", "Read", "Write", "List"]}]}
                """.formatted(accessKey, secretKey));
        return start(folder, () -> {
            WeedPorts gateway = WeedPorts.free();
            return List.of(
                    "-s3",
                    "-s3.config=" + users,
                    "-s3.ip.bind=127.0.0.1",
                    S3_PORT + gateway.filer(),
                    "-s3.port.grpc=" + gateway.filerGrpc(),
                    "-s3.port.iceberg=0",
                    "-s3.port.lance=0",
                    "-s3.localSocket=s3.sock");
        });
    }

    /** What is on its command line beside what is always there. */
    private interface Words {
        List<String> get() throws IOException;
    }

    /** Where its S3 gateway is. */
    public URI s3() {
        return more.stream()
                .filter(word -> word.startsWith(S3_PORT))
                .map(word -> URI.create("http://127.0.0.1:" + word.substring(S3_PORT.length())))
                .findFirst()
                .orElseThrow();
    }

    /** The program. */
    public static Path program() {
        String named = Objects.requireNonNullElse(System.getenv("PARLEY_WEED"), "");
        return WeedProgram.find(named, checkout().resolve(".parley"));
    }

    /** Where its filer is. */
    public URI filer() {
        return ports.filerUri();
    }

    /** Ends it as a power loss would. */
    public void kill() {
        new ServerProcess(process.pid()).end("KILL", PATIENCE);
    }

    /** Starts it anew on the same files, at the same ports. */
    public void startAgain() throws IOException {
        process = WeedProcess.start(program(), folder, ports, log, more);
        awaitService();
    }

    /** Lets it stand still: it answers nothing, and connections to it stay. */
    public void freeze() {
        new ServerProcess(process.pid()).signal("STOP");
    }

    /** Lets it go on. */
    public void unfreeze() {
        new ServerProcess(process.pid()).signal("CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitService() {
        try (SeaweedProbe probe = new SeaweedProbe(ports.filerUri())) {
            if (!Patience.until(() -> !process.isAlive() || probe.succeeds(), PATIENCE) || !process.isAlive()) {
                throw new AssertionError("SeaweedFS does not serve: see " + log);
            }
        }
    }

    /** Tests run in their module's folder, or in the checkout's. */
    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("parley")) ? here : here.resolveSibling("");
    }
}
