package io.parley.infra.media.seaweedfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.process.Patience;
import io.parley.infra.process.ServerProcess;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Against the real program. */
class EmbeddedSeaweedTest {

    private static final MediaObjectId KEPT = new MediaObjectId("kept");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LISTENS = "0A";
    private static final Set<String> LOOPBACK = Set.of("0100007F", "0000000000000000FFFF00000100007F");

    @TempDir
    private static Path data;

    private DataFolder folder;

    @BeforeEach
    void holdFolder() {
        folder = DataFolder.open(data);
    }

    @AfterEach
    void letGoOfFolder() {
        folder.close();
    }

    @Test
    void whatWasStoredIsThereAfterARestart() {
        try (EmbeddedSeaweed seaweed = start(folder)) {
            put(seaweed);
        }
        try (EmbeddedSeaweed seaweed = start(folder)) {
            assertThat(sizeOfKept(seaweed)).isEqualTo(4);
        }
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() throws IOException {
        try (EmbeddedSeaweed seaweed = start(folder)) {
            assertThat(listening(seaweed.pid())).hasSizeGreaterThanOrEqualTo(6).allMatch(LOOPBACK::contains);
        }
    }

    @Test
    void itIsStartedAgainWhenItDiesAtTheSamePlaceWithAllThatItHeld() {
        try (EmbeddedSeaweed seaweed = start(folder)) {
            put(seaweed);
            long first = seaweed.pid();

            new ServerProcess(first).signal("KILL");

            try (SeaweedProbe probe = new SeaweedProbe(seaweed.filer())) {
                assertThat(Patience.until(() -> seaweed.restarts() > 0 && probe.succeeds(), PATIENCE))
                        .isTrue();
            }
            assertThat(seaweed.pid()).isNotEqualTo(first);
            assertThat(sizeOfKept(seaweed)).isEqualTo(4);
        }
    }

    @Test
    void oneThatIsClosedStaysDown() {
        EmbeddedSeaweed seaweed = start(folder);
        long pid = seaweed.pid();

        seaweed.close();

        assertThat(new ServerProcess(pid).isRunning()).isFalse();
        assertThat(Patience.until(() -> seaweed.restarts() > 0, Duration.ofSeconds(2)))
                .isFalse();
    }

    @Test
    void theProcessOfAKilledStarterIsStoppedAndItsDataKept() throws Exception {
        folder.close();
        long orphan = leaveBehind();
        assertThat(new ServerProcess(orphan).isRunning()).isTrue();
        folder = DataFolder.open(data);
        try (EmbeddedSeaweed seaweed = start(folder)) {
            assertThat(new ServerProcess(orphan).isRunning()).isFalse();
            assertThat(sizeOfKept(seaweed)).isEqualTo(4);
        }
    }

    @Test
    void anotherProgramThatWorksInTheFolderIsLeftAlone() throws IOException {
        Process other = new ProcessBuilder("sleep", "120")
                .directory(folder.folder("seaweedfs").toFile())
                .start();
        try (EmbeddedSeaweed seaweed = start(folder)) {
            assertThat(other.isAlive()).isTrue();
            assertThat(seaweed.pid()).isNotEqualTo(other.pid());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProgramThatEndsAtOnceIsSaidInOneSentence() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> EmbeddedSeaweed.start(Path.of("/bin/false"), folder, properties()))
                .withMessageMatching("SeaweedFS in .*seaweedfs did not start: see .*seaweedfs.log\\.");
    }

    @Test
    void aProgramThatIsMissingIsSaidInOneSentence() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> WeedProgram.find("", data.resolve("empty")))
                .withMessageContaining("./parley tools")
                .withMessageContaining("PARLEY_WEED");
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> WeedProgram.find("/nowhere/weed", data))
                .withMessageContaining("/nowhere/weed");
    }

    static EmbeddedSeaweed start(DataFolder folder) {
        return EmbeddedSeaweed.start(TestWeed.program(), folder, properties());
    }

    static void put(EmbeddedSeaweed seaweed) {
        try (FilerMediaStore store = store(seaweed)) {
            store.put(KEPT, JdkFlowAdapter.publisherToFlowPublisher(Flux.just(ByteBuffer.wrap(new byte[] {1, 2, 3, 4
                    }))))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static long sizeOfKept(EmbeddedSeaweed seaweed) {
        try (FilerMediaStore store = store(seaweed)) {
            return store.get(KEPT, ByteRange.all())
                    .toCompletableFuture()
                    .join()
                    .orElseThrow()
                    .size();
        }
    }

    private static FilerMediaStore store(EmbeddedSeaweed seaweed) {
        Duration patience = Duration.ofSeconds(10);
        return new FilerMediaStore(
                seaweed.filer(), "/parley/media", new RemoteProperties(2, 10, patience, patience, patience, patience));
    }

    private static SeaweedProperties properties() {
        return new SeaweedProperties("", "/parley/media", "", PATIENCE, Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /** The addresses at which a process listens, as the system writes them. */
    private static List<String> listening(long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            sockets = open.map(EmbeddedSeaweedTest::target).collect(Collectors.toSet());
        }
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(EmbeddedSeaweedTest::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals(LISTENS) && sockets.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
                .toList();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException e) {
            return Stream.empty(); // a system without IPv6
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static long leaveBehind() throws IOException, InterruptedException {
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeftBehind.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            String pid = output.lines()
                    .filter(line -> line.matches("[0-9]+"))
                    .findFirst()
                    .orElseThrow();
            starter.destroyForcibly();
            assertThat(starter.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return Long.parseLong(pid);
        }
    }

    /** A program that starts a SeaweedFS, stores something, says so, and is then killed by the test. */
    static final class LeftBehind {

        private LeftBehind() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedSeaweed seaweed = EmbeddedSeaweedTest.start(DataFolder.open(Path.of(arguments[0])));
            put(seaweed);
            System.out.println(seaweed.pid());
            Thread.sleep(Duration.ofMinutes(2).toMillis());
        }
    }
}
