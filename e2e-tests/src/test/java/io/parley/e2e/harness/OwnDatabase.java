package io.parley.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The PostgreSQL that a server has started for itself, in the hands of somebody else, who ends it and starts it again as it was, on the
 * same port. (What {@code pg_ctl} would do, which refuses to run as root.)
 */
public final class OwnDatabase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STATUS_LINE = 7;

    private final DataFolder folder;
    private final Path files;
    private final List<String> command;
    private final Path log;

    private OwnDatabase(DataFolder folder, List<String> command, Path log) {
        this.folder = folder;
        this.files = folder.path().resolve("database");
        this.command = command;
        this.log = log;
    }

    /**
     * That of a server that runs.
     *
     * @param work the name of the folder for what it prints once it was started from here
     */
    public static OwnDatabase of(Server server, String work) {
        try {
            long pid = server.dataFolder().database().orElseThrow().pid();
            return new OwnDatabase(
                    server.dataFolder(), command(pid), Jar.workFolder(work).resolve("database.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> words = new ArrayList<>(as(process));
        words.addAll(List.of(Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8)
                .split("\0")));
        return words;
    }

    /** PostgreSQL refuses root: a server that is root runs it in a namespace of its own, or as somebody else. */
    private static List<String> as(Path process) throws IOException {
        Path namespace = Path.of("ns", "user");
        Path self = Path.of("/proc", "self");
        if (!Files.readSymbolicLink(process.resolve(namespace))
                .equals(Files.readSymbolicLink(self.resolve(namespace)))) {
            return List.of("unshare", "-U");
        }
        Object user = Files.getAttribute(process, "unix:uid");
        if (!user.equals(Files.getAttribute(self, "unix:uid"))) {
            Object group = Files.getAttribute(process, "unix:gid");
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
        }
        return List.of();
    }

    /** Ends it as {@code pg_ctl -m fast stop} does: all sessions are ended at once, all is written. */
    public void stop() {
        signal("INT");
    }

    /** Kills the process that all others of it depend on, as a system that runs out of memory does. */
    public void kill() {
        signal("KILL");
    }

    /** Its helpers end a little after it, and nobody can start it before they have. */
    private void signal(String name) {
        long pid = folder.database().orElseThrow().pid();
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Eventually.holds(PATIENCE, () -> {
            if (ProcessHandle.allProcesses().anyMatch(process -> DataFolder.worksIn(files, process.pid()))) {
                throw new AssertionError("the database does not end");
            }
        });
    }

    /** Starts it again, and waits until it takes connections. */
    public void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Eventually.holds(PATIENCE, () -> {
                if (!isReady(started.pid())) {
                    throw new AssertionError("the database does not start: " + Files.readString(log));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady(long pid) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        return lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }
}
