package io.parley.benchmarks.rival;

import io.parley.benchmarks.Cleanup;
import io.parley.infra.postgres.EmbeddedPostgres;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An ejabberd that archives into a PostgreSQL of the same make and settings as Parley's own. */
final class EjabberdContender implements Contender {

    private static final int CONNECTIONS = 20;
    private static final int STANZAS_IN_A_CYCLE = 3;
    private static final int ARCHIVES = 2;

    private final Ejabberd ejabberd;
    private final ProcessorTime database;
    private final JdbcClient jdbc;
    private final List<CyclePair> pairs = new ArrayList<>();

    private EjabberdContender(Ejabberd ejabberd, ProcessorTime database, JdbcClient jdbc) {
        this.ejabberd = ejabberd;
        this.database = database;
        this.jdbc = jdbc;
    }

    static EjabberdContender start(Path temporary, Cleanup cleanup) throws IOException, InterruptedException {
        String schema = Files.readString(Ejabberd.schema());
        Path own = Files.createDirectory(temporary.resolve("ejabberd"));
        DataFolder folder = cleanup.add(DataFolder.open(own.resolve("data")));
        EmbeddedPostgres postgres = cleanup.add(EmbeddedPostgres.start(folder, CONNECTIONS, StartupProgress.silent()));
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        jdbc.sql(schema).update();
        Ejabberd ejabberd = Ejabberd.start(own, postgres, cleanup);
        return new EjabberdContender(
                ejabberd, ProcessorTime.ofPostgres(folder.path().resolve("database")), jdbc);
    }

    @Override
    public void connect(EventLoop loop, int count) throws IOException {
        jdbc.sql("INSERT INTO users (username, password) SELECT 'u' || n, 'secret' || n FROM generate_series(0, ?) n")
                .param(2 * count - 1)
                .update();
        for (int i = 0; i < count; i++) {
            SocketChannel sender = signIn(2 * i);
            SocketChannel reader = signIn(2 * i + 1);
            pairs.add(new XmppPair(loop, sender, address(2 * i), reader, address(2 * i + 1)));
        }
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public List<CyclePair> pairs() {
        return pairs;
    }

    @Override
    public ProcessorTime server() {
        return ejabberd.processorTime();
    }

    @Override
    public ProcessorTime database() {
        return database;
    }

    /** Each stanza is in the archive of both. */
    @Override
    public void verify(long cycles) {
        long archived =
                jdbc.sql("SELECT count(*) FROM archive").query(Long.class).single();
        long expected = cycles * STANZAS_IN_A_CYCLE * ARCHIVES;
        if (archived != expected) {
            throw new IllegalStateException(
                    "ejabberd has archived %d stanzas instead of %d".formatted(archived, expected));
        }
    }

    private SocketChannel signIn(int user) throws IOException {
        return XmppLogin.at(ejabberd.address(), Ejabberd.DOMAIN, "u" + user, "secret" + user, "bench");
    }

    private static String address(int user) {
        return "u" + user + "@" + Ejabberd.DOMAIN + "/bench";
    }
}
