package io.parley.benchmarks.contest;

import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.wire.XmppLogin;
import io.parley.infra.postgres.EmbeddedPostgres;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An ejabberd that archives into a PostgreSQL of the same make and settings as Parley's own. */
public final class ArchivingEjabberd {

    private static final int CONNECTIONS = 20;
    private static final String RESOURCE = "bench";

    private final Ejabberd ejabberd;
    private final ProcessorTime database;
    private final JdbcClient jdbc;

    private ArchivingEjabberd(Ejabberd ejabberd, ProcessorTime database, JdbcClient jdbc) {
        this.ejabberd = ejabberd;
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * Starts both, on folders of their own.
     *
     * @param modules what it is to have besides the archive, as lines of its settings; may be empty
     * @throws IOException if there is no ejabberd, or it does not start
     */
    public static ArchivingEjabberd start(Path temporary, String modules, Cleanup cleanup)
            throws IOException, InterruptedException {
        String schema = Files.readString(Ejabberd.schema());
        Path own = Files.createDirectory(temporary.resolve("ejabberd"));
        DataFolder folder = cleanup.add(DataFolder.open(own.resolve("data")));
        EmbeddedPostgres postgres = cleanup.add(EmbeddedPostgres.start(folder, CONNECTIONS, StartupProgress.silent()));
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        jdbc.sql(schema).update();
        Ejabberd ejabberd = Ejabberd.start(own, postgres, modules, cleanup);
        return new ArchivingEjabberd(
                ejabberd, ProcessorTime.ofPostgres(folder.path().resolve("database")), jdbc);
    }

    /** Makes so many accounts, numbered from 0. */
    public void makeAccounts(int count) {
        jdbc.sql("INSERT INTO users (username, password) SELECT 'u' || n, 'secret' || n FROM generate_series(0, ?) n")
                .param(count - 1)
                .update();
    }

    /** A connection of somebody who has signed in. */
    public SocketChannel signIn(int user) throws IOException {
        return XmppLogin.at(ejabberd.address(), Ejabberd.DOMAIN, "u" + user, "secret" + user, RESOURCE);
    }

    /** Where somebody who has signed in is reached. */
    public static String address(int user) {
        return "u" + user + "@" + Ejabberd.DOMAIN + "/" + RESOURCE;
    }

    /**
     * Checks the archive.
     *
     * @throws IllegalStateException unless it has just so many stanzas
     */
    public void mustHaveArchived(long stanzas) {
        long archived =
                jdbc.sql("SELECT count(*) FROM archive").query(Long.class).single();
        if (archived != stanzas) {
            throw new IllegalStateException(
                    "ejabberd has archived %d stanzas instead of %d".formatted(archived, stanzas));
        }
    }

    /** What the server has used of the processors. */
    public ProcessorTime server() {
        return ejabberd.processorTime();
    }

    /** What its database has. */
    public ProcessorTime database() {
        return database;
    }
}
