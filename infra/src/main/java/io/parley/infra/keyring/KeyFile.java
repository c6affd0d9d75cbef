package io.parley.infra.keyring;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key-encryption keys, a Tink keyset in the clear that only its owner may read. It is made at the very first
 * start; once the keyring holds keys it is never made again, for a new key could not read them. All nodes share it. Its
 * permissions are checked where the file system has any.
 */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private static final long LARGEST = 1 << 20;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the keys; makes the file before if this is the very first start.
     *
     * @param keyringInUse whether the keyring holds keys
     * @throws StartupProblem if the file cannot be had, or must not be used as it is
     */
    KeyEncryptionKeys open(BooleanSupplier keyringInUse) {
        boolean madeBefore = keyringInUse.getAsBoolean(); // asked first: another node may make both in the meantime
        try {
            if (Files.notExists(path)) {
                refuseIfLost(madeBefore);
                create();
            }
            return read();
        } catch (AccessDeniedException e) {
            throw new StartupProblem("The master key file " + path
                    + " cannot be read or made by this user: change the owner of it and its folder, or name another by"
                    + " PARLEY_MASTER_KEY.");
        } catch (IOException e) {
            throw StartupProblem.with(path, e);
        }
    }

    private void refuseIfLost(boolean madeBefore) {
        if (madeBefore) {
            throw new StartupProblem(
                    "The master key file " + path + " is missing, and the keys in the database cannot be"
                            + " used without it: put it back, or name where it is by PARLEY_MASTER_KEY.");
        }
    }

    private KeyEncryptionKeys read() throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            throw noKeyset();
        }
        refuseIfExposed();
        try {
            return KeysetKeys.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException | CharacterCodingException e) {
            throw noKeyset(); // without its cause, which may quote the file
        }
    }

    private StartupProblem noKeyset() {
        return new StartupProblem("The master key file " + path
                + " is no Tink keyset of AES-256-GCM keys: put back the file that Parley made at its first start.");
    }

    private void refuseIfExposed() throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(path);
        } catch (UnsupportedOperationException e) {
            return;
        }
        if (!OWNERS.containsAll(permissions)) {
            throw new StartupProblem("The master key file " + path + " is open to other users ("
                    + PosixFilePermissions.toString(permissions) + "): run chmod 600 on it.");
        }
    }

    /** Writes a new keyset beside the file, then gives it its name: there is a whole file or none, and never a second one. */
    private void create() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StartupProblem("The folder of the master key file " + path
                    + " does not exist: make it, or mend PARLEY_MASTER_KEY.");
        }
        Path draft = folder.resolve(path.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            writeDurably(draft, KeysetKeys.generate().getBytes(StandardCharsets.UTF_8));
            giveName(draft);
            sync(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A hard link, unlike a rename, never replaces what another node put there in the meantime. */
    private void giveName(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
            log.info("Made the master key file {}: keep a copy, apart from the database's backups", path);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster: its file is read like any other.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OWNER_ONLY)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
