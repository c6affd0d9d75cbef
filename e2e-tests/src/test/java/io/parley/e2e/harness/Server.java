package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The platform as a process on a data folder of its own and a free port, which stay the same when it is started again.
 * Closing it ends the process and its database and removes the folder; the logs stay.
 */
public final class Server implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final int port = freePort();
    private final Map<String, String> settings;
    private final DataFolder dataFolder;
    private final List<Path> logs = new ArrayList<>();
    private final Optional<AxonServer> axonServer = AxonServer.named();
    private final Api api = new Api(URI.create("http://127.0.0.1:" + port));
    private @Nullable Process process;

    private Server(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
        this.dataFolder = new DataFolder(Jar.workFolder(name).resolve("data"));
        dataFolder.remove();
        axonServer.ifPresent(AxonServer::take);
    }

    /** Starts one with limits that no test meets by chance, and waits until it is ready. */
    public static Server start(String name) {
        return start(name, Settings.UNLIMITED);
    }

    /** Starts one with these settings, and waits until it is ready. */
    public static Server start(String name, Map<String, String> settings) {
        Server server = new Server(name, settings);
        try {
            server.start();
        } catch (Throwable failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    /** A port that is free at the moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its HTTP interface. */
    public Api api() {
        return api;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Its data folder. */
    public DataFolder dataFolder() {
        return dataFolder;
    }

    /** The environment that it is started with. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(settings);
        axonServer.map(AxonServer::settings).ifPresent(environment::putAll);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("PARLEY_DATA_DIR", dataFolder.path().toString());
        return environment;
    }

    /** What each of its runs printed. */
    public List<Path> logs() {
        return List.copyOf(logs);
    }

    /** What the last run printed. */
    public String log() {
        try {
            return Files.readString(logs.get(logs.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, on the same folder as before, and waits until it is ready. */
    public void start() {
        Path log = Jar.workFolder(name).resolve("run-" + (logs.size() + 1) + ".log");
        logs.add(log);
        Process started = Jar.start(log, environment(), "up");
        process = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!log().contains("Parley is ready at")) {
            if (!started.isAlive()) {
                throw new AssertionError("ended with " + started.exitValue() + " before it was ready:\n" + log());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not ready after " + START_LIMIT + ":\n" + log());
            }
            Eventually.pause(Duration.ofMillis(25));
        }
    }

    /** Asks it to end, as Ctrl-C does, and waits until it has. */
    public void stop() {
        Process running = running();
        running.destroy();
        assertThat(ended(running))
                .as("ends within %s of being asked to", STOP_LIMIT)
                .isTrue();
        assertThat(dataFolder.database()).as("database after the stop").isEmpty();
    }

    /** Kills the server alone, at once: its database is left behind. */
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        assertThat(ended(running)).as("ends when killed").isTrue();
    }

    /** Waits until it has ended by itself, and gives its exit code. */
    public int awaitEnd() {
        Process ending = Objects.requireNonNull(process);
        assertThat(ended(ending)).as("has ended by itself").isTrue();
        return ending.exitValue();
    }

    /** Stops it and starts it again on the same folder. */
    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!ended(process)) {
                process.destroyForcibly();
                ended(process);
            }
        }
        dataFolder.keepLogsIn(Jar.workFolder(name));
        dataFolder.remove();
        axonServer.ifPresent(AxonServer::release);
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new AssertionError("the server is not running:\n" + log());
        }
        return process;
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
