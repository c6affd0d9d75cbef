package io.parley.infra.postgres;

import io.parley.infra.startup.DurableFile;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

/**
 * The passwords of the embedded database, made at random with it and kept in a file that only its owner can read.
 *
 * @param administrator the superuser's, who makes the other roles and the database and does nothing else
 * @param application the one with which the server works
 * @param owner the one with which it migrates, whose the log is; empty in a file of a version that had none
 */
record Credentials(String administrator, String application, String owner) {

    static final String ADMINISTRATOR = "postgres";
    static final String APPLICATION = "parley";
    static final String OWNER = "parley_owner";

    private static final int BYTES = 24;

    static Credentials random() {
        return new Credentials(randomPassword(), randomPassword(), randomPassword());
    }

    static Credentials read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new StartupProblem(
                    "%s is missing, and without its passwords the database cannot be opened: bring the file back."
                            .formatted(file),
                    e);
        }
        return new Credentials(
                properties.getProperty(ADMINISTRATOR, ""),
                properties.getProperty(APPLICATION, ""),
                properties.getProperty(OWNER, ""));
    }

    /** These, with a password for the owner of the log if there was none. */
    Credentials complete() {
        return owner.isEmpty() ? new Credentials(administrator, application, randomPassword()) : this;
    }

    /** Writes them, whole or not at all, and so that they last: without them the database cannot be opened. */
    void write(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        Path beside = place.resolveSibling(place.getFileName() + ".unfinished");
        Files.deleteIfExists(beside);
        DurableFile.write(
                beside,
                "%s=%s%n%s=%s%n%s=%s%n"
                        .formatted(ADMINISTRATOR, administrator, APPLICATION, application, OWNER, owner)
                        .getBytes(StandardCharsets.US_ASCII));
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.sync(Objects.requireNonNull(place.getParent()));
    }

    /** Passwords do not belong into logs. */
    @Override
    public String toString() {
        return "Credentials";
    }

    private static String randomPassword() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
