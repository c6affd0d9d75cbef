package io.parley.infra.startup;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A small file with a secret that only its owner may read, and that all nodes share. It is made whole or not at all, and never replaced here.
 * Its permissions are checked where the file system has any. What it holds is in no message.
 */
public final class SecretFile {

    private static final long LARGEST = 1 << 20;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path path;
    private final String name;
    private final String setting;

    /**
     * A file that may not exist yet.
     *
     * @param name what sentences call it, such as "master key file"
     * @param setting the setting that says where it is
     */
    public SecretFile(Path path, String name, String setting) {
        this.path = path;
        this.name = name;
        this.setting = setting;
    }

    /** Whether it is not there. */
    public boolean isMissing() {
        return Files.notExists(path);
    }

    /**
     * Reads it.
     *
     * @return nothing if it can be no such file: a folder, too large, or no text
     * @throws StartupProblem if it is open to other users
     */
    public Optional<String> read() throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            return Optional.empty();
        }
        refuseIfExposed();
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes it: writes it beside its place, then gives it its name, so that there is a whole file or none, and never a second one.
     *
     * @return whether this is the file now; false if another node was faster
     */
    public boolean make(Supplier<String> content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StartupProblem(
                    "The folder of the %s %s does not exist: make it, or mend %s.".formatted(name, path, setting));
        }
        Path draft = folder.resolve(path.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            DurableFile.write(draft, content.get().getBytes(StandardCharsets.UTF_8));
            boolean made = giveName(draft);
            DurableFile.sync(folder);
            return made;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Why it cannot be had, for whoever started the node. */
    public StartupProblem problem(IOException cause) {
        return cause instanceof AccessDeniedException
                ? new StartupProblem(("The %s %s cannot be read or made by this user: change the owner of it and its"
                                + " folder, or name another by %s.")
                        .formatted(name, path, setting))
                : StartupProblem.with(path, cause);
    }

    private void refuseIfExposed() throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(path);
        } catch (UnsupportedOperationException e) {
            return;
        }
        if (!OWNERS.containsAll(permissions)) {
            throw new StartupProblem("The %s %s is open to other users (%s): run chmod 600 on it."
                    .formatted(name, path, PosixFilePermissions.toString(permissions)));
        }
    }

    /** A hard link, unlike a rename, never replaces what another node put there in the meantime. */
    private boolean giveName(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false; // its file is read like any other
        } catch (UnsupportedOperationException e) {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }
}
