package io.parley.benchmarks.contest;

import io.parley.benchmarks.Cleanup;
import io.parley.infra.postgres.DatabaseServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An ejabberd of Debian's package with settings, files and logs of its own in a folder, as a single Erlang node that does not take
 * part in Erlang's distribution: there is no epmd, and the only port is that for clients, on 127.0.0.1.
 */
public final class Ejabberd implements AutoCloseable {

    /** What to tell where there is none. */
    public static final String MISSING =
            "There is no ejabberd here: --install, after the name of the benchmark, installs it (Debian, Ubuntu).";

    static final String DOMAIN = "localhost";

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
    private static final Path SCRIPT = Path.of("/usr/sbin/ejabberdctl");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN = 100;

    private final Process process;
    private final InetSocketAddress address;

    private Ejabberd(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Whether there is one to start. */
    public static boolean isInstalled() {
        return Files.isReadable(SCHEMA) && Files.isExecutable(SCRIPT);
    }

    /**
     * The schema that the package brings for PostgreSQL.
     *
     * @throws IOException if there is no ejabberd
     */
    public static Path schema() throws IOException {
        if (!isInstalled()) {
            throw new IOException(MISSING);
        }
        return SCHEMA;
    }

    /** Starts one that archives into a database, and waits until clients can connect. */
    static Ejabberd start(Path folder, DatabaseServer database, String modules, Cleanup cleanup)
            throws IOException, InterruptedException {
        InetSocketAddress address = freeAddress();
        Path settings = folder.resolve("ejabberd.yml");
        Files.writeString(settings, settings(address.getPort(), database, modules));
        ProcessBuilder builder = new ProcessBuilder(command(folder.resolve("spool")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ejabberd.out").toFile());
        builder.environment().putAll(environment(folder, settings));
        Ejabberd started = cleanup.add(new Ejabberd(builder.start(), address));
        started.awaitClients(folder.resolve("ejabberd.log"));
        return started;
    }

    InetSocketAddress address() {
        return address;
    }

    ProcessorTime processorTime() {
        return ProcessorTime.of(process.pid());
    }

    /** Lets Erlang end in order, which the signal asks it to. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What the package's own script starts, without a node name. */
    private static List<String> command(Path spool) {
        return List.of(
                "erl",
                "+K",
                "true",
                "+P",
                "262144",
                "-noinput",
                "-mnesia",
                "dir",
                "\"" + spool + "\"",
                "-s",
                "ejabberd");
    }

    private static Map<String, String> environment(Path folder, Path settings) throws IOException {
        return Map.of(
                "EJABBERD_CONFIG_PATH", settings.toString(),
                "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString(),
                "ERL_LIBS", libraries().toString(),
                "ERL_CRASH_DUMP_BYTES", "0",
                "HOME", folder.toString());
    }

    /** The folder that holds ejabberd's own library, such as /usr/lib/x86_64-linux-gnu. */
    private static Path libraries() throws IOException {
        try (var found = Files.find(LIBRARIES, 2, (path, attributes) -> path.getFileName()
                .toString()
                .startsWith("ejabberd-"))) {
            return found.findFirst()
                    .map(Path::getParent)
                    .orElseThrow(() -> new IOException("ejabberd's library is not in " + LIBRARIES));
        }
    }

    /** All in SQL, always archived; no module but the archive and what is asked for, no limit on clients' speed, no encryption. */
    private static String settings(int port, DatabaseServer database, String modules) {
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return """
                hosts: [%s]
                loglevel: warning
                auth_method: sql
                auth_password_format: plain
                default_db: sql
                sql_type: pgsql
                sql_server: "%s"
                sql_port: %d
                sql_database: "%s"
                sql_username: "%s"
                sql_password: "%s"
                sql_pool_size: 10
                listen:
                  - port: %d
                    ip: "127.0.0.1"
                    module: ejabberd_c2s
                    starttls: false
                    shaper: none
                    access: all
                modules:
                  mod_mam:
                    db_type: sql
                    default: always
                    assume_mam_usage: true
                %s""".formatted(
                        DOMAIN,
                        url.getHost(),
                        url.getPort(),
                        url.getPath().substring(1),
                        database.user(),
                        database.password(),
                        port,
                        modules.indent(2));
    }

    private void awaitClients(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (takesClients()) {
                return;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IOException("ejabberd did not start: " + (Files.exists(log) ? Files.readString(log) : "no log"));
    }

    private boolean takesClients() {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }
}
