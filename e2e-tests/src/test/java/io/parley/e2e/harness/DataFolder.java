package io.parley.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data folder, and the database process that may have been left running in it: after a {@code kill -9} of the server
 * nobody else stops it.
 */
public final class DataFolder {

    private static final int DEPTH = 6;

    private final Path path;

    DataFolder(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The database process that runs on this folder, if one does. */
    public Optional<ProcessHandle> database() {
        return pidFile().flatMap(DataFolder::process);
    }

    /** The SeaweedFS that runs on this folder, if one does. */
    public Optional<ProcessHandle> seaweed() {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(path.resolve("seaweedfs"), process.pid()))
                .findFirst();
    }

    /** Whether a process has a folder as its own. */
    static boolean worksIn(Path folder, long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            return false; // gone, or another user's
        }
    }

    /** The file in which PostgreSQL says who runs on this folder. */
    public Optional<Path> pidFile() {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(path, DEPTH, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            return files.findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files in it. */
    public List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the logs in it to where they stay. */
    void keepLogsIn(Path folder) {
        files().stream()
                .filter(file -> file.toString().endsWith(".log"))
                .forEach(log -> copy(log, folder.resolve(log.getFileName())));
    }

    /** Ends what runs on the folder and removes it. */
    void remove() {
        database().ifPresent(DataFolder::end);
        seaweed().ifPresent(DataFolder::end);
        remove(path);
    }

    /** Removes a folder, if it is there, with all that is in it. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            return ProcessHandle.of(pid).filter(DataFolder::isDatabase);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The number may have been given to another process since: only one that is a database is ended. */
    private static boolean isDatabase(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static void end(ProcessHandle database) {
        database.destroy();
        try {
            Eventually.holds(Duration.ofSeconds(10), () -> {
                if (database.isAlive()) {
                    throw new IllegalStateException("the database is still running");
                }
            });
        } catch (IllegalStateException e) {
            database.destroyForcibly();
        }
    }

    private static void copy(Path file, Path to) {
        try {
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
