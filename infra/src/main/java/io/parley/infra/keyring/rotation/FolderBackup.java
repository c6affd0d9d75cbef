package io.parley.infra.keyring.rotation;

import io.parley.infra.backup.KeyringDump;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Keeps the copy of the keyring in a folder: {@code keyring} there is the newest, whole. It is written beside it, takes its place by
 * renaming, and what it replaces is removed.
 */
final class FolderBackup implements KeyringBackup {

    private static final String NAME = "keyring";

    private final Path folder;
    private final RotationConnection.Source connections;
    private final Clock clock;

    FolderBackup(Path folder, RotationConnection.Source connections, Clock clock) {
        this.folder = folder;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public void write(String kekId) throws IOException {
        Instant now = clock.instant();
        Files.createDirectories(folder);
        removeLeftovers();
        Path unfinished = Files.createDirectory(
                folder.resolve(NAME + ".unfinished"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Connection connection = connections.open()) {
            new KeyringDump(connection).write(unfinished, kekId, now);
        } catch (SQLException e) {
            throw new IOException("the keyring cannot be read", e);
        }
        sync(unfinished);
        takePlace(unfinished);
        removeLeftovers();
    }

    /** The old copy goes aside for a moment: a folder cannot be put in the place of another. */
    private void takePlace(Path unfinished) throws IOException {
        Path current = folder.resolve(NAME);
        if (Files.exists(current)) {
            Files.move(current, folder.resolve(NAME + ".replaced"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(unfinished, current, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    private void removeLeftovers() throws IOException {
        List<Path> leftovers;
        try (Stream<Path> inside = Files.list(folder)) {
            leftovers = inside.filter(path -> path.getFileName().toString().startsWith(NAME + "."))
                    .toList();
        }
        for (Path other : leftovers) {
            FileSystemUtils.deleteRecursively(other);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
