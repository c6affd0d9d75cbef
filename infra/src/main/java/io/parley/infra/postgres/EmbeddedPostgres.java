package io.parley.infra.postgres;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL process of our own on a data folder: durable, on 127.0.0.1 only, with a random password. It outlives a
 * {@code kill -9} of its starter; the next start on the folder stops what was left behind and then starts anew.
 *
 * <p>One machine, one process, Linux; a cluster of Parley nodes shares an outside PostgreSQL instead.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Long, because after a power loss the server first recovers from its log. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int PORTS_TO_TRY = 5;

    private final Postmaster postmaster;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Postmaster postmaster, int port, String password) {
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the database of a data folder, which the caller holds, and waits until it takes connections.
     *
     * @param pooledConnections how many connections the pool may open
     * @throws StartupProblem if it cannot be started
     */
    public static EmbeddedPostgres start(DataFolder folder, int pooledConnections, StartupProgress progress) {
        Cluster cluster = Cluster.in(folder.path());
        try {
            stopOrphan(cluster.folder());
            PostgresBinaries binaries = PostgresBinaries.in(folder.path());
            RunAs user = RunAs.suitable(binaries, folder.path(), cluster.folder());
            if (!cluster.exists()) {
                progress.step("making the database");
                cluster.create(binaries, user);
            }
            cluster.checkVersion(binaries);
            user.own(cluster.folder());
            return start(cluster, binaries, user, ServerLog.in(folder.folder("logs")), pooledConnections);
        } catch (IOException e) {
            throw StartupProblem.with(cluster.folder(), e);
        }
    }

    /** Where it can be reached, with the maintenance database's name. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** Where one of its databases can be reached. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /** Ends all sessions, writes everything and stops the process; waits at most half a minute. */
    @Override
    public void close() {
        if (!postmaster.stop()) {
            log.warn("The embedded database did not stop in time; the next start will deal with it");
        }
    }

    private static void stopOrphan(Path database) throws IOException {
        Optional<Postmaster> orphan = Postmaster.on(database);
        if (orphan.isPresent()) {
            log.warn("Stopping a database process that an earlier Parley left behind");
            if (!orphan.get().stop()) {
                throw new StartupProblem(
                        "A database process that an earlier Parley left behind on %s does not stop: end it, then start again."
                                .formatted(database));
            }
        }
        Postmaster.clearAwayStalePidFile(database);
    }

    private static EmbeddedPostgres start(
            Cluster cluster, PostgresBinaries binaries, RunAs user, ServerLog serverLog, int connections)
            throws IOException {
        for (int tried = 1; ; tried++) {
            int port = freePort();
            Process process = new ProcessBuilder(user.command(
                            binaries.program("postgres"),
                            ServerSettings.arguments(cluster.folder(), port, connections)))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(serverLog.file().toFile()))
                    .start();
            Postmaster postmaster = new Postmaster(process.pid());
            Waiting.until(() -> !process.isAlive() || postmaster.isReady(cluster.folder()), START);
            if (postmaster.isReady(cluster.folder())) {
                return new EmbeddedPostgres(postmaster, port, cluster.password());
            }
            postmaster.stop();
            if (tried == PORTS_TO_TRY || !serverLog.saysPortTaken()) {
                throw serverLog.problem(cluster.folder());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
