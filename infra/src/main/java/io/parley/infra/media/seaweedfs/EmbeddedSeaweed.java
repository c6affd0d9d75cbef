package io.parley.infra.media.seaweedfs;

import io.parley.infra.process.Patience;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A SeaweedFS of our own, for one machine: master, volume server and filer in one process, on 127.0.0.1 only, its files beneath
 * the data folder. It is started anew when it dies, at the same ports. It outlives a {@code kill -9} of its starter; the next
 * start on the folder stops what was left behind and then starts anew.
 *
 * <p>It asks nobody who they are: whoever has an account on this machine can read and delete in it.
 */
public final class EmbeddedSeaweed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedSeaweed.class);

    private static final String FOLDER = "seaweedfs";
    private static final String FILER_NOTE = "filer.uri";
    private static final int PORTS_TO_TRY = 5;
    private static final long LARGE_LOG = 16L << 20;

    private final Path program;
    private final Path folder;
    private final Path output;
    private final WeedPorts ports;
    private final SeaweedProperties properties;
    private final Object lock = new Object();

    private WeedProcess process;
    private boolean closed;
    private long startedAt;
    private int restarts;
    private int inARow;

    private EmbeddedSeaweed(
            Path program,
            Path folder,
            Path output,
            WeedPorts ports,
            SeaweedProperties properties,
            WeedProcess process) {
        this.program = program;
        this.folder = folder;
        this.output = output;
        this.ports = ports;
        this.properties = properties;
        this.process = process;
        this.startedAt = System.nanoTime();
    }

    /**
     * Starts it on a data folder, which the caller holds, and waits until something can be stored in it.
     *
     * @param program the program {@code weed}
     * @throws StartupProblem if it does not get that far
     */
    public static EmbeddedSeaweed start(Path program, DataFolder data, SeaweedProperties properties) {
        Path folder = data.folder(FOLDER);
        stopOrphans(data);
        try {
            removeMastersNotes(folder);
            WeedSettings.write(folder);
            return start(program, folder, log(data.folder("logs")), properties);
        } catch (IOException e) {
            throw StartupProblem.with(folder, e);
        }
    }

    /**
     * Stops what an earlier start on a data folder left behind, if it did: also where none is to run any more.
     *
     * @throws StartupProblem if it does not stop
     */
    public static void stopOrphans(DataFolder data) {
        Path folder = data.path().resolve(FOLDER);
        if (Files.isDirectory(folder) && !WeedProcess.stopOrphans(folder)) {
            throw new StartupProblem(
                    "A SeaweedFS that an earlier Parley left behind in %s does not stop: end it, then start again."
                            .formatted(folder));
        }
    }

    /**
     * Where the filer is that another process has started on a data folder, and that can be reached.
     *
     * @param dataFolder the other's
     */
    public static Optional<URI> running(Path dataFolder) {
        Path folder = dataFolder.resolve(FOLDER);
        Path note = folder.resolve(FILER_NOTE);
        try {
            if (!Files.exists(note) || !WeedProcess.isOn(folder)) {
                return Optional.empty();
            }
            URI filer = URI.create(Files.readString(note).strip());
            try (SeaweedProbe probe = new SeaweedProbe(filer)) {
                return probe.succeeds() ? Optional.of(filer) : Optional.empty();
            }
        } catch (IOException e) {
            throw StartupProblem.with(note, e);
        }
    }

    /** Where its filer is, for as long as this lives. */
    public URI filer() {
        return ports.filerUri();
    }

    /** How often it had to be started anew. */
    public int restarts() {
        synchronized (lock) {
            return restarts;
        }
    }

    /** The number of the process that runs now, or ran last. */
    long pid() {
        synchronized (lock) {
            return process.pid();
        }
    }

    /** Stops it and waits; some seconds as a rule. */
    @Override
    public void close() {
        WeedProcess last;
        synchronized (lock) {
            closed = true;
            last = process;
        }
        if (!last.stop()) {
            log.warn("SeaweedFS did not stop in time; the next start will deal with it");
        }
    }

    private static EmbeddedSeaweed start(Path program, Path folder, Path output, SeaweedProperties properties)
            throws IOException {
        for (int tried = 1; ; tried++) {
            WeedPorts ports = WeedPorts.free();
            WeedProcess process = WeedProcess.start(program, folder, ports, output, List.of());
            try (SeaweedProbe probe = new SeaweedProbe(ports.filerUri())) {
                boolean settled =
                        Patience.until(() -> !process.isAlive() || probe.succeeds(), properties.startTimeout());
                if (settled && process.isAlive()) {
                    EmbeddedSeaweed started = new EmbeddedSeaweed(program, folder, output, ports, properties, process);
                    started.watch(process);
                    Files.writeString(
                            folder.resolve(FILER_NOTE), ports.filerUri().toString());
                    return started;
                }
            }
            boolean died = !process.isAlive();
            process.stop();
            if (!died || tried == PORTS_TO_TRY) {
                throw new StartupProblem("SeaweedFS in %s did not start: see %s.".formatted(folder, output));
            }
        }
    }

    private void watch(WeedProcess watched) {
        watched.ended().thenRun(this::died);
    }

    /** It died, or was stopped by us. Called on a thread of the JDK's that waits for processes, and must not be held up. */
    private void died() {
        long wait;
        synchronized (lock) {
            if (closed) {
                return;
            }
            boolean livedLong =
                    System.nanoTime() - startedAt > properties.longestRestart().toNanos();
            inARow = livedLong ? 0 : inARow + 1;
            wait = backOff(inARow);
        }
        log.warn("SeaweedFS has ended; it is started again in {} ms", wait);
        later(wait);
    }

    private void later(long millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::startAgain);
    }

    private void startAgain() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            restarts++;
            startedAt = System.nanoTime();
            try {
                process = WeedProcess.start(program, folder, ports, output, List.of());
                watch(process);
                return;
            } catch (IOException e) {
                log.warn("SeaweedFS cannot be started", e);
            }
        }
        died();
    }

    /** Doubled with each time it does not live long, up to the longest, with jitter. */
    private long backOff(int times) {
        long most = Math.min(
                properties.longestRestart().toMillis(),
                properties.firstRestart().toMillis() << Math.min(20, Math.max(0, times - 1)));
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }

    /** What masters at other ports have left: volume servers tell a new one all that it needs to know. */
    private static void removeMastersNotes(Path folder) throws IOException {
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "m[0-9]*")) {
            for (Path note : notes) {
                FileSystemUtils.deleteRecursively(note);
            }
        }
    }

    private static Path log(Path logs) throws IOException {
        Path file = logs.resolve("seaweedfs.log");
        if (Files.exists(file) && Files.size(file) > LARGE_LOG) {
            Files.move(file, logs.resolve("seaweedfs.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
