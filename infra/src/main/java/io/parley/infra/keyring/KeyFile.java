package io.parley.infra.keyring;

import io.parley.infra.startup.SecretFile;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key-encryption keys, a Tink keyset in the clear that only its owner may read. It is made at the very first
 * start; once the keyring holds keys it is never made again, for a new key could not read them. All nodes share it.
 */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final Path path;
    private final SecretFile file;

    KeyFile(Path path) {
        this.path = path;
        this.file = new SecretFile(path, "master key file", "PARLEY_MASTER_KEY");
    }

    /**
     * By what a file is told from another of the same name, without reading it.
     *
     * @param changed when it was last written
     * @param size how large it is
     * @param identity which one it is for the file system, if that says so
     */
    record Stamp(FileTime changed, long size, @Nullable Object identity) {}

    Path path() {
        return path;
    }

    /**
     * Reads the keys; makes the file before if this is the very first start.
     *
     * @param keyringInUse whether the keyring holds keys
     * @throws StartupProblem if the file cannot be had, or must not be used as it is
     */
    RotatingKeys open(BooleanSupplier keyringInUse) {
        boolean madeBefore = keyringInUse.getAsBoolean(); // asked first: another node may make both in the meantime
        try {
            if (file.isMissing()) {
                refuseIfLost(madeBefore);
                create();
            }
            return new FileKeys(this);
        } catch (IOException e) {
            throw file.problem(e);
        }
    }

    private void refuseIfLost(boolean madeBefore) {
        if (madeBefore) {
            throw new StartupProblem(
                    "The master key file " + path + " is missing, and the keys in the database cannot be"
                            + " used without it: put it back, or name where it is by PARLEY_MASTER_KEY.");
        }
    }

    private void create() throws IOException {
        if (file.make(KeysetKeys::generate)) {
            log.info("Made the master key file {}: keep a copy, apart from the database's backups", path);
        }
    }

    Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /**
     * What is in the file now.
     *
     * @throws StartupProblem if it must not be used as it is
     */
    KeysetKeys read() throws IOException {
        String keyset = file.read().orElseThrow(this::noKeyset);
        try {
            return KeysetKeys.parse(keyset);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw noKeyset(); // without its cause, which may quote the file
        }
    }

    private StartupProblem noKeyset() {
        return new StartupProblem("The master key file " + path
                + " is no Tink keyset of AES-256-GCM keys: put back the file that Parley made at its first start.");
    }
}
