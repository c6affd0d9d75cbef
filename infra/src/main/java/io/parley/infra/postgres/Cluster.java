package io.parley.infra.postgres;

import io.parley.infra.process.Command;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that holds PostgreSQL's files, and the passwords beside it. It is made under another name and renamed when complete,
 * so that it is there whole or not at all.
 */
final class Cluster {

    private static final Duration INITDB = Duration.ofMinutes(5);

    private final Path folder;
    private final Path credentialsFile;

    private Cluster(Path dataFolder) {
        this.folder = dataFolder.resolve("database");
        this.credentialsFile = dataFolder.resolve("database.passwords");
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

    Credentials credentials() throws IOException {
        return Credentials.read(credentialsFile);
    }

    /** The passwords, with one for each role; those that are new are in the file before anybody has them. */
    Credentials completeCredentials() throws IOException {
        Credentials found = credentials();
        Credentials complete = found.complete();
        if (!complete.equals(found)) {
            complete.write(credentialsFile);
        }
        return complete;
    }

    /** Refuses files that another major version has written, before any program touches them. */
    void checkVersion(int bundled) throws IOException {
        String found = Files.readString(folder.resolve("PG_VERSION"), StandardCharsets.US_ASCII)
                .strip();
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
        Credentials credentials = Credentials.random();
        credentials.write(credentialsFile);
        user.own(unfinished);
        initdb(binaries, user, unfinished, credentials.administrator());
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(PostgresBinaries binaries, RunAs user, Path unfinished, String password) throws IOException {
        Path passwordFile = unfinished.resolveSibling("database.unfinished.password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password, StandardCharsets.US_ASCII);
            user.own(passwordFile);
            List<String> arguments = initdbArguments(unfinished, passwordFile);
            check(Command.run(user.command(binaries.program("initdb"), arguments), INITDB));
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static List<String> initdbArguments(Path into, Path passwordFile) {
        return List.of(
                "--pgdata=" + into,
                "--username=" + Credentials.ADMINISTRATOR,
                "--pwfile=" + passwordFile,
                "--auth-host=scram-sha-256",
                "--auth-local=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                // whoever opens the next segment of the log fills it with zeros first, and all wait: a quarter as long
                // as for 16 MB
                "--wal-segsize=4",
                "--no-instructions");
    }

    private void check(Command.Outcome outcome) {
        if (outcome.succeeded()) {
            return;
        }
        if (StartupProblem.saysDiskFull(outcome.output())) {
            throw StartupProblem.diskFull(folder, null);
        }
        String reason = outcome.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("initdb: ") || line.contains("FATAL:"))
                .reduce((first, second) -> second)
                .orElse("initdb failed");
        throw new StartupProblem("The database in %s could not be made: %s.".formatted(folder, reason));
    }
}
