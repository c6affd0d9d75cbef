package io.parley.infra.postgres;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that holds PostgreSQL's files, and the password beside it. It is made under another name and renamed when complete,
 * so that it is there whole or not at all.
 */
final class Cluster {

    static final String USER = "parley";

    private static final Duration INITDB = Duration.ofMinutes(5);
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Path passwordFile;

    private Cluster(Path dataFolder) {
        this.folder = dataFolder.resolve("database");
        this.passwordFile = dataFolder.resolve("database.password");
    }

    static Cluster in(Path dataFolder) {
        return new Cluster(dataFolder);
    }

    Path folder() {
        return folder;
    }

    boolean exists() {
        return Files.exists(folder);
    }

    String password() throws IOException {
        return Files.readString(passwordFile, StandardCharsets.US_ASCII).strip();
    }

    /** Refuses files that another major version has written, before any program touches them. */
    void checkVersion(PostgresBinaries binaries) throws IOException {
        String found = Files.readString(folder.resolve("PG_VERSION"), StandardCharsets.US_ASCII)
                .strip();
        int bundled = binaries.major();
        if (!found.equals(Integer.toString(bundled))) {
            throw new StartupProblem(
                    "The database in %s was made by PostgreSQL %s, and this Parley brings PostgreSQL %d: start it with the Parley that made it."
                            .formatted(folder, found, bundled));
        }
    }

    /** Makes an empty cluster: UTF-8, sorted by code point everywhere alike, with checksums, with a password for every connection. */
    void create(PostgresBinaries binaries, RunAs user) throws IOException {
        Path unfinished = folder.resolveSibling("database.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        writePassword();
        Path passwordForInitdb = unfinished.resolveSibling("database.unfinished.password");
        Files.deleteIfExists(passwordForInitdb);
        Files.copy(passwordFile, passwordForInitdb, StandardCopyOption.COPY_ATTRIBUTES);
        try {
            user.own(unfinished);
            user.own(passwordForInitdb);
            initdb(binaries, user, unfinished, passwordForInitdb);
        } finally {
            Files.delete(passwordForInitdb);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(PostgresBinaries binaries, RunAs user, Path unfinished, Path passwordForInitdb) {
        List<String> arguments = List.of(
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + passwordForInitdb,
                "--auth-host=scram-sha-256",
                "--auth-local=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        Command.Outcome outcome = Command.run(user.command(binaries.program("initdb"), arguments), INITDB);
        if (outcome.succeeded()) {
            return;
        }
        if (StartupProblem.saysDiskFull(outcome.output())) {
            throw StartupProblem.diskFull(folder, null);
        }
        throw new StartupProblem(
                "The database in %s could not be made: %s".formatted(folder, lastLine(outcome.output())));
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(random) + "\n", StandardCharsets.US_ASCII);
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> line.contains("error") || line.contains("FATAL"))
                .reduce((first, second) -> second)
                .orElse("initdb failed")
                .strip();
    }
}
