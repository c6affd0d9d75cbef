package io.parley.infra.postgres;

import io.parley.infra.process.Command;
import io.parley.infra.process.OwnSession;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The user as whom PostgreSQL runs. It refuses root, so that root runs it in a user namespace of its own, in which root is
 * nobody (the files stay root's), or else as an unprivileged user to whom the database's folder is given.
 */
final class RunAs {

    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final int ROOT = 0;
    private static final int NO_CHANGE = -1;

    private final List<String> prefix;
    private final int owner;

    private RunAs(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /**
     * Finds by trial how the programs can be run.
     *
     * @param folder the data folder
     * @param database the database's folder in it, which may not exist yet
     */
    static RunAs suitable(PostgresBinaries binaries, Path folder, Path database) throws IOException {
        List<String> session = OwnSession.words();
        int self = uid(Path.of("/proc/self"));
        if (self != ROOT) {
            return plain(session, self, binaries, database);
        }
        int owner = Files.exists(database) ? uid(database) : ROOT;
        RunAs namespace = namespace(session);
        if (owner == ROOT && namespace.canRun(binaries)) {
            return namespace;
        }
        return otherUser(session, owner, binaries, folder);
    }

    /** The words that run a program as this user. */
    List<String> command(Path program, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return words;
    }

    /** Gives a file, or a folder with all that is in it, to this user. */
    void own(Path path) throws IOException {
        if (owner == NO_CHANGE || uid(path) == owner) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setAttribute(each, "unix:uid", owner);
                Files.setAttribute(each, "unix:gid", owner == ROOT ? ROOT : gidOf(owner));
            }
        }
    }

    private static RunAs plain(List<String> session, int self, PostgresBinaries binaries, Path database)
            throws IOException {
        if (Files.exists(database) && uid(database) != self) {
            throw new StartupProblem(
                    "The database in %s belongs to another user: start Parley as that user, or name another folder by PARLEY_DATA_DIR."
                            .formatted(database));
        }
        RunAs namespace = namespace(session);
        if (passwd(2, Integer.toString(self)).isEmpty() && namespace.canRun(binaries)) {
            return namespace; // PostgreSQL wants a user with a name, which containers often do not give
        }
        RunAs plain = new RunAs(session, NO_CHANGE);
        Command.Outcome outcome = plain.probe(binaries);
        if (!outcome.succeeded()) {
            throw new StartupProblem(
                    "The bundled PostgreSQL does not run on this system (%s): name a PostgreSQL of your own by PARLEY_DB_URL."
                            .formatted(outcome.output().strip()));
        }
        return plain;
    }

    /** A user namespace in which this user is nobody, whoever it is outside. */
    private static RunAs namespace(List<String> session) {
        return new RunAs(with(session, "unshare", "-U"), NO_CHANGE);
    }

    private static RunAs otherUser(List<String> session, int owner, PostgresBinaries binaries, Path folder)
            throws IOException {
        int uid = owner == ROOT ? unprivilegedUid() : owner;
        RunAs other =
                new RunAs(with(session, "setpriv", "--reuid=" + uid, "--regid=" + gidOf(uid), "--clear-groups"), uid);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(folder, permissions); // to be passed through, not to be listed
        }
        if (!other.canRun(binaries)) {
            throw new StartupProblem(
                    "PostgreSQL does not run as root, and no other user can reach %s: start Parley as a plain user, or name a folder that others can reach by PARLEY_DATA_DIR."
                            .formatted(folder));
        }
        return other;
    }

    private boolean canRun(PostgresBinaries binaries) {
        return probe(binaries).succeeded();
    }

    private Command.Outcome probe(PostgresBinaries binaries) {
        return Command.run(command(binaries.program("postgres"), List.of("--version")), PROBE);
    }

    private static List<String> with(List<String> session, String... words) {
        List<String> all = new ArrayList<>(session);
        all.addAll(List.of(words));
        return all;
    }

    private static int unprivilegedUid() throws IOException {
        for (String name : List.of("postgres", "nobody")) {
            Optional<Integer> uid = passwd(0, name).map(fields -> Integer.parseInt(fields[2]));
            if (uid.isPresent()) {
                return uid.get();
            }
        }
        throw new StartupProblem(
                "PostgreSQL does not run as root, and there is no user nobody: start Parley as a plain user.");
    }

    private static int gidOf(int uid) throws IOException {
        return passwd(2, Integer.toString(uid))
                .map(fields -> Integer.parseInt(fields[3]))
                .orElse(uid);
    }

    private static Optional<String[]> passwd(int field, String value) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[field].equals(value))
                    .findFirst();
        }
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
