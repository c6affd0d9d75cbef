package io.parley.infra.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that a backup becomes. It is written under another name, {@code NAME.unfinished}, and renamed at the end, so that it
 * is there whole or not at all; what an interrupted backup left behind is removed by the next one into the same folder.
 */
final class BackupFolder implements AutoCloseable {

    static final String UNFINISHED = ".unfinished";
    private static final String REPLACED = ".replaced";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Path unfinished;
    private final Path lockFile;
    private final FileChannel lock;
    private boolean finished;

    private BackupFolder(Path folder, Path unfinished, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.unfinished = unfinished;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Begins to write.
     *
     * @param replacing whether an earlier backup may be there, whose place the new one takes at the end
     * @throws BackupProblem if there is something else at that place, or another backup is being written to it
     */
    static BackupFolder begin(Path wanted, boolean replacing) throws IOException {
        Path folder = wanted.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNullElse(folder.getParent(), folder);
        if (folder.getFileName() == null || isTaken(folder) && !(replacing && isBackup(folder))) {
            throw new BackupProblem(
                    "There is something in %s already: name a folder that does not exist.".formatted(folder));
        }
        Files.createDirectories(parent);
        Path lockFile = parent.resolve("." + folder.getFileName() + UNFINISHED + ".lock");
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lock) == null) {
            lock.close();
            throw new BackupProblem("Another backup is being written to %s: wait for it.".formatted(folder));
        }
        BackupFolder begun =
                new BackupFolder(folder, parent.resolve(folder.getFileName() + UNFINISHED), lockFile, lock);
        FileSystemUtils.deleteRecursively(begun.unfinished);
        Files.createDirectory(begun.unfinished, OWNER_ONLY);
        return begun;
    }

    private static boolean isTaken(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        }
    }

    /** Whether there is nothing in a folder but parts of a backup. */
    private static boolean isBackup(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        Set<String> parts = Stream.of(Part.values()).map(Part::folder).collect(Collectors.toSet());
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.allMatch(one -> parts.contains(one.getFileName().toString())
                    && Files.isRegularFile(one.resolve(ManifestFile.NAME)));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** A new folder for a part. */
    Path part(Part part) throws IOException {
        return Files.createDirectory(unfinished.resolve(part.folder()), OWNER_ONLY);
    }

    /** Gives it its name: everything in it is on the disk by then. */
    void finish() throws IOException {
        for (Part part : Part.values()) {
            if (Files.isDirectory(unfinished.resolve(part.folder()))) {
                PrivateFile.sync(unfinished.resolve(part.folder()));
            }
        }
        PrivateFile.sync(unfinished);
        Path replaced = folder.resolveSibling(folder.getFileName() + REPLACED);
        if (isTaken(folder)) {
            FileSystemUtils.deleteRecursively(replaced);
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        PrivateFile.sync(Objects.requireNonNull(folder.getParent()));
        finished = true;
        FileSystemUtils.deleteRecursively(replaced);
    }

    /** What was not finished is removed. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (!finished) {
                FileSystemUtils.deleteRecursively(unfinished);
            }
            Files.deleteIfExists(lockFile);
        }
    }
}
