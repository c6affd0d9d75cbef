package io.parley.infra.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that serves, perhaps not of this JVM: one that an earlier one left behind. */
public record ServerProcess(long pid) {

    private static final Duration SIGNAL = Duration.ofSeconds(5);

    /** Whether it runs. One that has ended but was never fetched by its parent runs no more, whatever the system says. */
    public boolean isRunning() {
        try {
            String stat = Files.readString(proc("stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether its working directory is a folder.
     *
     * @throws IOException if this user may not know, or the folder or the process is gone
     */
    public boolean worksIn(Path folder) throws IOException {
        return Files.readSymbolicLink(proc("cwd")).equals(folder.toRealPath());
    }

    /** The words it was started with, each ended by a zero character; nothing if they are not to be had. */
    public String commandLine() {
        try {
            return Files.readString(proc("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Sends it a signal and waits until it is gone.
     *
     * @param name the signal's, such as {@code TERM}
     * @return whether it is gone
     */
    public boolean end(String name, Duration atMost) {
        signal(name);
        return Patience.until(() -> !isRunning(), atMost);
    }

    /** Sends it a signal. */
    public void signal(String name) {
        Command.run(List.of("sh", "-c", "kill -" + name + " " + pid), SIGNAL);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
