package io.parley.infra.postgres;

import io.parley.infra.process.Patience;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL process of our own on a data folder: durable, on 127.0.0.1 only, with random passwords, with a role and a database
 * named {@code parley} and another role that owns the log; neither is a superuser's. It outlives a {@code kill -9} of its starter; the next start on the folder stops
 * what was left behind and then starts anew.
 *
 * <p>One machine, one process, Linux; a cluster of Parley nodes shares an outside PostgreSQL instead.
 */
public final class EmbeddedPostgres implements DatabaseServer {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Long, because after a power loss the server first recovers from its log. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int PORTS_TO_TRY = 5;

    private final Cluster cluster;
    private final Postmaster postmaster;
    private final int port;
    private final Credentials credentials;

    private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, int port, Credentials credentials) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.port = port;
        this.credentials = credentials;
    }

    /**
     * Starts the database of a data folder, which the caller holds, and waits until it takes connections.
     *
     * @param connections how many connections the application may open
     * @throws StartupProblem if it cannot be started
     */
    public static EmbeddedPostgres start(DataFolder folder, int connections, StartupProgress progress) {
        Cluster cluster = Cluster.in(folder.path());
        try {
            stopOrphan(cluster);
            PostgresBinaries binaries = PostgresBinaries.in(folder.path());
            RunAs user = RunAs.suitable(binaries, folder.path(), cluster.folder());
            if (cluster.exists()) {
                cluster.checkVersion(binaries.major());
            } else {
                progress.step("making a new database");
                cluster.create(binaries, user);
            }
            progress.step("starting the database");
            ServerLog serverLog = ServerLog.in(folder.folder("logs"));
            EmbeddedPostgres started = start(cluster, binaries, user, serverLog, connections);
            started.makeDatabase();
            return started;
        } catch (IOException e) {
            throw StartupProblem.with(cluster.folder(), e);
        }
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(Credentials.APPLICATION);
    }

    @Override
    public String user() {
        return Credentials.APPLICATION;
    }

    @Override
    public String password() {
        return credentials.application();
    }

    @Override
    public DatabaseServer owner() {
        return new AsOwner(jdbcUrl(), Credentials.OWNER, credentials.owner());
    }

    /** Where one of its databases can be reached. */
    String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** What the superuser can do with it. */
    Administration administration() {
        return new Administration(jdbcUrl(Credentials.ADMINISTRATOR), credentials);
    }

    /** The process's number. */
    long pid() {
        return postmaster.pid();
    }

    /**
     * Ends all sessions, writes everything and stops the process; waits at most half a minute. If somebody has restarted it meanwhile,
     * that is another process than was started here.
     */
    @Override
    public void close() {
        try {
            if (!stopped(cluster)) {
                log.warn("The embedded database did not stop in time; the next start will deal with it");
            }
        } catch (IOException e) {
            log.warn("It cannot be told whether the embedded database still runs; the next start will deal with it", e);
        }
    }

    /** Stops whatever database runs on the folder, and tells whether none does any more. */
    private static boolean stopped(Cluster cluster) throws IOException {
        return Postmaster.on(cluster.folder()).map(Postmaster::stop).orElse(true);
    }

    private static void stopOrphan(Cluster cluster) throws IOException {
        if (!cluster.exists()) {
            return;
        }
        if (!stopped(cluster)) {
            throw new StartupProblem(
                    "A database process that an earlier Parley left behind in %s does not stop: end it, then start again."
                            .formatted(cluster.folder()));
        }
        Postmaster.clearAwayStalePidFile(cluster.folder());
    }

    private static EmbeddedPostgres start(
            Cluster cluster, PostgresBinaries binaries, RunAs user, ServerLog serverLog, int connections)
            throws IOException {
        Credentials credentials = cluster.completeCredentials();
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
            Patience.until(() -> !process.isAlive() || postmaster.isReady(cluster.folder()), START);
            if (process.isAlive() && postmaster.isReady(cluster.folder())) {
                return new EmbeddedPostgres(cluster, postmaster, port, credentials);
            }
            postmaster.stop();
            if (tried == PORTS_TO_TRY || !serverLog.saysPortTaken()) {
                throw serverLog.problem(cluster.folder());
            }
        }
    }

    private void makeDatabase() {
        try {
            administration().makeRolesAndDatabase();
        } catch (RuntimeException e) {
            close();
            throw new StartupProblem(
                    "The database in %s does not let Parley in: its passwords beside it may be another's."
                            .formatted(cluster.folder()),
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
