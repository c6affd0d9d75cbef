package io.parley.infra.postgres;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The way to the server's database for commands that work beside it, by the server's own settings. */
public final class DatabaseAccess {

    private static final int CONNECTIONS = 4;

    private DatabaseAccess() {}

    /**
     * Reaches a database whether or not a server runs on it: an embedded one that stands still is started until it is closed.
     *
     * @param dataFolder the server's
     * @throws StartupProblem if there is none, or it cannot be reached
     */
    public static DatabaseServer reach(DatabaseProperties properties, Path dataFolder, StartupProgress progress) {
        if (!properties.embedded()) {
            return outside(properties);
        }
        Path folder = dataFolder.toAbsolutePath().normalize();
        Cluster cluster = Cluster.in(folder);
        if (!cluster.exists()) {
            throw new StartupProblem(
                    "There is no database in %s: name the data folder by PARLEY_DATA_DIR, or the database by PARLEY_DB_URL."
                            .formatted(folder));
        }
        try {
            return start(folder, progress);
        } catch (StartupProblem e) {
            return running(cluster).orElseThrow(() -> e);
        }
    }

    /**
     * Takes a database for oneself: an embedded one, which is made if need be, is held until it is closed, so that no server can
     * start on it. Who else uses an outside one has to be asked of that.
     *
     * @param dataFolder the server's
     * @throws StartupProblem if a server runs on the folder, or the database cannot be had
     */
    public static DatabaseServer take(DatabaseProperties properties, Path dataFolder, StartupProgress progress) {
        return properties.embedded() ? start(dataFolder, progress) : outside(properties);
    }

    private static DatabaseServer outside(DatabaseProperties properties) {
        return OutsidePostgres.by(properties);
    }

    private static DatabaseServer start(Path dataFolder, StartupProgress progress) {
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            return new Held(folder, EmbeddedPostgres.start(folder, CONNECTIONS, progress));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The one that another process has started; it goes on without us. */
    private static Optional<DatabaseServer> running(Cluster cluster) {
        try {
            Optional<Postmaster> postmaster = Postmaster.on(cluster.folder());
            if (postmaster.isEmpty() || !postmaster.get().isReady(cluster.folder())) {
                return Optional.empty();
            }
            String url = EmbeddedPostgres.jdbcUrl(postmaster.get().port(cluster.folder()), Credentials.APPLICATION);
            Credentials credentials = cluster.credentials();
            boolean owned = !credentials.owner().isEmpty(); // not yet, if an older Parley runs on it
            return Optional.of(new OutsidePostgres(
                    url,
                    Credentials.APPLICATION,
                    credentials.application(),
                    owned ? Credentials.OWNER : "",
                    credentials.owner()));
        } catch (IOException e) {
            throw StartupProblem.with(cluster.folder(), e);
        }
    }

    /** One that was started here, and the folder that is held meanwhile. */
    private record Held(DataFolder folder, EmbeddedPostgres postgres) implements DatabaseServer {

        @Override
        public String jdbcUrl() {
            return postgres.jdbcUrl();
        }

        @Override
        public String user() {
            return postgres.user();
        }

        @Override
        public String password() {
            return postgres.password();
        }

        @Override
        public DatabaseServer owner() {
            return postgres.owner();
        }

        @Override
        public Optional<DataFolder> heldFolder() {
            return Optional.of(folder);
        }

        @Override
        public void close() {
            postgres.close();
            folder.close();
        }
    }
}
