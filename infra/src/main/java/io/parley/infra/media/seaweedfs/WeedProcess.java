package io.parley.infra.media.seaweedfs;

import io.parley.infra.process.OwnSession;
import io.parley.infra.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One run of SeaweedFS on a folder. */
final class WeedProcess {

    /** Short: its filer waits for subscribers of its own for a quarter of a minute, and what it acknowledged is written. */
    private static final Duration IN_ORDER = Duration.ofSeconds(3);

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Process process;

    private WeedProcess(Process process) {
        this.process = process;
    }

    /** Starts it; that it serves is to be waited for. */
    static WeedProcess start(Path program, Path folder, WeedPorts ports, Path log, List<String> more)
            throws IOException {
        List<String> words = new ArrayList<>(OwnSession.words());
        words.add(program.toString());
        words.addAll(WeedArguments.of(ports, more));
        ProcessBuilder start = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        start.environment().keySet().removeIf(name -> name.startsWith(WeedSettings.ENVIRONMENT));
        Process process = start.start();
        process.getOutputStream().close();
        return new WeedProcess(process);
    }

    /**
     * Stops those that an earlier starter left behind on a folder, so that two never meet there.
     *
     * @return whether none is left
     */
    static boolean stopOrphans(Path folder) {
        return on(folder).map(WeedProcess::stop).reduce(true, Boolean::logicalAnd);
    }

    /** Whether one runs on a folder, whoever started it. */
    static boolean isOn(Path folder) {
        return on(folder).findAny().isPresent();
    }

    private static Stream<ServerProcess> on(Path folder) {
        return ProcessHandle.allProcesses()
                .map(handle -> new ServerProcess(handle.pid()))
                .filter(process -> isOurs(process, folder));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Completes when it has ended, however it did. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Stops it in order, or else at once: what it has acknowledged is with the operating system by then. */
    boolean stop() {
        // one that has ended has no number any more: it may be another process's by now
        return !process.isAlive() || stop(new ServerProcess(process.pid()));
    }

    private static boolean stop(ServerProcess process) {
        return process.end("TERM", IN_ORDER) || process.end("KILL", AT_ONCE);
    }

    private static boolean isOurs(ServerProcess process, Path folder) {
        try {
            return process.isRunning()
                    && process.worksIn(folder)
                    && process.commandLine().contains(WeedArguments.SIGN);
        } catch (IOException e) {
            return false; // another user's, or gone by now
        }
    }
}
