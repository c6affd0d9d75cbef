package io.parley.infra.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a node keeps all that must survive it: the embedded database, the master key, passwords and logs. It is
 * held by one process at a time; the operating system drops the hold when the process dies, however it dies.
 */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = "parley.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be (for this user's eyes only) and holds it until closed.
     *
     * @throws StartupProblem if it cannot be written, or another process holds it
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            makePrivate(path);
            return hold(path);
        } catch (IOException e) {
            throw StartupProblem.with(path, e);
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** A folder below, which is made for this user's eyes only if it does not exist. */
    public Path folder(String name) {
        Path below = path.resolve(name);
        try {
            makePrivate(below);
            return below;
        } catch (IOException e) {
            throw StartupProblem.with(below, e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.close();
        } catch (IOException e) {
            // The hold ends with the process at the latest.
        }
    }

    private static DataFolder hold(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new StartupProblem(
                        "The data folder %s is in use by another Parley%s: stop that one, or name another "
                                        .formatted(path, holder(file))
                                + "folder by PARLEY_DATA_DIR.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String holder(Path lockFile) throws IOException {
        String pid = Files.readString(lockFile, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent); // others may have to pass through
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
