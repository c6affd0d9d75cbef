package io.parley.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole server in a process of its own, started by the launcher on a free port and a folder of its own. Both are gone when it
 * is closed.
 */
public final class ParleyServer implements AutoCloseable {

    private static final String DATA = "data";
    private static final String READY = "Parley is ready at ";
    private static final Duration PATIENCE = Duration.ofMinutes(15); // the launcher may have to build it first
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final Path log;
    private final Cleanup cleanup;

    private ParleyServer(Process process, Path log, Cleanup cleanup) {
        this.process = process;
        this.log = log;
        this.cleanup = cleanup;
    }

    /**
     * Starts it by the launcher of a checkout and waits until it serves.
     *
     * @param settings that differ from the defaults, named as for the environment, such as {@code PARLEY_STREAM_PER_USER}
     */
    public static ParleyServer start(Path checkout, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(List.of(checkout.resolve("parley").toString()), settings);
    }

    /** Starts it by any command that takes {@code up} for a parameter. */
    public static ParleyServer start(List<String> command, Map<String, String> settings)
            throws IOException, InterruptedException {
        TemporaryFolder folder = TemporaryFolder.create();
        Path log = folder.path().resolve("server.out");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of("up")).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment(folder.path(), settings));
        builder.environment().remove("PARLEY_JAVA_OPTS"); // those are for the JVM of the benchmarks
        Process process = builder.start();
        Cleanup cleanup = new Cleanup();
        cleanup.add(folder);
        cleanup.add((AutoCloseable) () -> stop(process));
        ParleyServer server = new ParleyServer(process, log, cleanup);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException | IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private static Map<String, String> environment(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("PARLEY_DATA_DIR", folder.resolve(DATA).toString());
        all.put("SERVER_PORT", "0");
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("PARLEY_DB_URL", "");
        all.put("PARLEY_MASTER_KEY", "");
        return all;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (announced().isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the server did not start: " + Files.readString(log).strip());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Where it is. */
    public URI url() {
        return announced().orElseThrow();
    }

    /** The server's process, which is the JVM: the launcher has given way to it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Where its PostgreSQL has its files. */
    public Path database() {
        return data().resolve("database");
    }

    /** Its data folder. */
    public Path data() {
        return log.resolveSibling(DATA);
    }

    private Optional<URI> announced() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(READY))
                    .map(line -> URI.create(line.substring(READY.length()).strip()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        cleanup.close();
    }
}
