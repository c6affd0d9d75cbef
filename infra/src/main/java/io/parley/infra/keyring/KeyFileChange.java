package io.parley.infra.keyring;

import io.parley.infra.startup.DurableFile;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the key file by another in one step: whoever reads it finds the one or the other, whole, also after a failure of the
 * machine. A lock beside the file keeps others out meanwhile, whatever became of the database that usually does.
 */
final class KeyFileChange {

    private final KeyFile file;

    KeyFileChange(KeyFile file) {
        this.file = file;
    }

    /** What the file is to hold, by what it holds; null if that may stay. */
    interface Edit {
        @Nullable
        String apply(KeysetKeys keys) throws GeneralSecurityException;
    }

    /**
     * Sees whether the file could be replaced.
     *
     * @throws KeysFixedException if not
     */
    void requirePossible() {
        try {
            Path target = file.path().toRealPath();
            requireWritable(target);
            Path probe = draft(target);
            try {
                DurableFile.write(probe, new byte[0]);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw fixed(e);
        }
    }

    /** A file that its owner made read-only is meant to stay; whether this user could overcome that does not matter. */
    private void requireWritable(Path target) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(target);
        } catch (UnsupportedOperationException e) {
            permissions = Set.of(PosixFilePermission.OWNER_WRITE);
        }
        if (!permissions.contains(PosixFilePermission.OWNER_WRITE) || !Files.isWritable(target)) {
            throw fixed(null);
        }
    }

    /**
     * Replaces what is in the file.
     *
     * @throws KeysFixedException if it cannot be replaced
     */
    void make(Edit edit) {
        try {
            Path target = file.path().toRealPath();
            requireWritable(target);
            try (FileChannel beside = DurableFile.openForLock(target.resolveSibling(target.getFileName() + ".lock"));
                    FileLock held = beside.lock()) {
                removeDrafts(target);
                replace(target, edit);
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("the master key file is being changed already", e);
        } catch (IOException e) {
            throw fixed(e);
        }
    }

    private void replace(Path target, Edit edit) throws IOException {
        String content;
        try {
            content = edit.apply(file.read());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset cannot be changed", e);
        }
        if (content == null) {
            return;
        }
        Path draft = draft(target);
        try {
            DurableFile.write(draft, content.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFile.sync(target.resolveSibling("."));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Of those who died while they changed the file: their drafts hold keys that are to be destroyed. */
    private static void removeDrafts(Path target) throws IOException {
        String pattern = target.getFileName().toString().replaceAll("[^A-Za-z0-9.-]", "?") + ".*-*-*-*-*.new";
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(target.resolveSibling("."), pattern)) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private static Path draft(Path target) {
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
    }

    private KeysFixedException fixed(@Nullable IOException cause) {
        String reason = cause == null || cause.getMessage() == null
                ? ""
                : " (" + StartupProblem.with(file.path(), cause).getMessage() + ")";
        return new KeysFixedException(
                "The master key file " + file.path()
                        + " and its folder must be writable for keys to be rotated, and are not" + reason + ".",
                cause);
    }
}
