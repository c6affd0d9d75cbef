package io.parley.infra.postgres;

import io.parley.infra.process.Patience;
import io.parley.infra.process.ServerProcess;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The running PostgreSQL of one database folder, as the file {@code postmaster.pid} tells of it. A process counts as the
 * folder's only if it really works in that folder: the number in the file may long be another's.
 */
final class Postmaster {

    private static final Duration FAST = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private final long pid;

    Postmaster(long pid) {
        this.pid = pid;
    }

    /** The one that runs on the folder, if one does. */
    static Optional<Postmaster> on(Path database) throws IOException {
        return pidFile(database).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .filter(pid -> worksIn(database, pid))
                .map(Postmaster::new);
    }

    long pid() {
        return pid;
    }

    /** Whether this one has said that it takes connections. */
    boolean isReady(Path database) throws IOException {
        List<String> lines = pidFile(database);
        return lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** The port at which it takes connections, once it does. */
    int port(Path database) throws IOException {
        return Integer.parseInt(pidFile(database).get(PORT_LINE).strip());
    }

    /**
     * Stops it and waits: first fast (sessions are ended, all is written), then, if that takes too long, at once (the next start
     * recovers from the log).
     *
     * @return whether it is gone
     */
    boolean stop() {
        ServerProcess process = new ServerProcess(pid);
        return process.end("INT", FAST) || process.end("QUIT", IMMEDIATE);
    }

    /**
     * Deletes a pid file whose number by now is another process's (or nobody's): PostgreSQL would take that one for a server. It
     * stays as long as any process at all works in the folder, so that two servers never meet there.
     */
    static void clearAwayStalePidFile(Path database) throws IOException {
        if (pidFile(database).isEmpty()) {
            return;
        }
        boolean idle = Patience.until(
                () -> ProcessHandle.allProcesses().noneMatch(process -> worksIn(database, process.pid())), IMMEDIATE);
        if (!idle) {
            throw new StartupProblem("Processes of an earlier database still work in %s: end them, then start again."
                    .formatted(database));
        }
        Files.deleteIfExists(database.resolve("postmaster.pid"));
    }

    private static List<String> pidFile(Path database) throws IOException {
        try {
            return Files.readAllLines(database.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether a process, which may be one of a server's helpers, has the folder as its own. */
    static boolean worksIn(Path database, long pid) {
        ServerProcess process = new ServerProcess(pid);
        if (!process.isRunning()) {
            return false;
        }
        try {
            return process.worksIn(database);
        } catch (IOException e) {
            return process.commandLine().contains("\0-D\0" + database + "\0");
        }
    }
}
