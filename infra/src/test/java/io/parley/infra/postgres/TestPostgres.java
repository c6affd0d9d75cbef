package io.parley.infra.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL per test JVM, started when first asked for and stopped with the JVM. The programs
 * that it unpacks under {@code target} serve the next run too; its databases are made anew.
 */
public final class TestPostgres {

    private static final int CONNECTIONS = 250;
    private static final int CONNECTIONS_PER_DATABASE = 20;

    private static final Collection<HikariDataSource> opened = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger databases = new AtomicInteger();

    private TestPostgres() {}

    /** A pool on a new, empty database that nobody else knows, as its owner, who is no superuser. */
    public static HikariDataSource freshDatabase() {
        String name = "test_" + databases.incrementAndGet();
        Server.running.administration().createDatabase(name);
        return pool(Server.running, name);
    }

    /** A new, empty database with a role that owns it and one that works with it, as the embedded one has them. */
    public static DatabaseServer ownedDatabase() {
        DatabaseServer server = databaseOfOneRole();
        giveToOwner(server);
        return server;
    }

    /** A new, empty database as older versions made it: it belongs to the role that works with it; but another is there. */
    public static DatabaseServer databaseOfOneRole() {
        String name = "test_" + databases.incrementAndGet();
        Server.running.administration().createDatabase(name);
        DatabaseServer owner = Server.running.owner();
        return new OutsidePostgres(
                Server.running.jdbcUrl(name),
                Server.running.user(),
                Server.running.password(),
                owner.user(),
                owner.password());
    }

    /** Does what the start of the embedded database does with one that an older version has made. */
    public static void giveToOwner(DatabaseServer server) {
        Server.running
                .administration()
                .giveToOwner(server.jdbcUrl().substring(server.jdbcUrl().lastIndexOf('/') + 1));
    }

    private static HikariDataSource pool(EmbeddedPostgres server, String database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.jdbcUrl(database));
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(CONNECTIONS_PER_DATABASE);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        opened.add(pool);
        return pool;
    }

    /** Comes into being with the first use. */
    private static final class Server {

        private static final int MOST_AT_ONCE = 8;

        static final DataFolder folder = freeFolder();
        static final EmbeddedPostgres running = start();

        /** Several JVMs may run tests at once; each has a database of its own. */
        private static DataFolder freeFolder() {
            for (int number = 1; ; number++) {
                try {
                    return DataFolder.open(Path.of("target", "test-postgres-" + number));
                } catch (StartupProblem taken) {
                    if (number == MOST_AT_ONCE) {
                        throw taken;
                    }
                }
            }
        }

        private static EmbeddedPostgres start() {
            removeEarlierDatabases();
            EmbeddedPostgres started = EmbeddedPostgres.start(folder, CONNECTIONS, StartupProgress.silent());
            Runtime.getRuntime().addShutdownHook(new Thread(Server::stop, "test-postgres"));
            return started;
        }

        private static void removeEarlierDatabases() {
            Path database = Cluster.in(folder.path()).folder();
            try {
                Postmaster.on(database).ifPresent(Postmaster::stop);
                FileSystemUtils.deleteRecursively(database);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop() {
            opened.forEach(HikariDataSource::close);
            running.close();
            folder.close();
        }
    }
}
