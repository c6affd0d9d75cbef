package io.parley.audit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.audit.Connector;
import io.parley.infra.database.Migrations;
import io.parley.infra.postgres.DatabaseAccess;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.Sealer;
import io.parley.infra.signing.Ed25519;
import io.parley.infra.signing.Ed25519Signer;
import io.parley.infra.startup.StartupProgress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A sealed log in a real PostgreSQL, which may be tampered with. */
public final class TestLog {

    private static final DatabaseServer SERVER = start();

    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final Map<String, Long> sequences = new HashMap<>();
    private final Ed25519Signer key;
    private final int mostEvents;
    private final Sealer sealer;
    private long position;

    private TestLog(Ed25519Signer key, int mostEvents) {
        this.key = key;
        this.mostEvents = mostEvents;
        this.sealer = new Sealer(key, Clock.systemUTC(), mostEvents);
    }

    private static DatabaseServer start() {
        Path folder = Path.of("target", "audit-" + ProcessHandle.current().pid());
        DatabaseServer server =
                DatabaseAccess.take(DatabaseProperties.at("", "", ""), folder, StartupProgress.silent());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    /** An empty one, the only one there is at a time. */
    public static TestLog empty(int eventsOfASeal) {
        TestLog log = new TestLog(Ed25519Signer.withNewKey(), eventsOfASeal);
        log.clear();
        return log;
    }

    private void clear() {
        new Migrations(dataSource).run();
        tamper(
                "TRUNCATE events.event, events.seal, work.chain_head, work.chain_heads_written",
                "ALTER TABLE events.event DROP CONSTRAINT IF EXISTS event_position",
                "ALTER TABLE events.event ADD CONSTRAINT event_position PRIMARY KEY (position)",
                "ALTER TABLE events.event ENABLE TRIGGER event_append_only",
                "ALTER TABLE events.seal ENABLE TRIGGER seal_append_only");
    }

    /** Appends an event to an aggregate, of the chain that it is called by. */
    public void append(String aggregate, String content) {
        append(aggregate, "io.parley.Event$Sent", content);
    }

    /** As {@link #append(String, String)}, of some type. */
    public void append(String aggregate, String type, String content) {
        long sequence = sequences.merge(aggregate, 0L, (old, none) -> old + 1);
        jdbc.sql("INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id, sequence_number, type,"
                        + " revision, payload, metadata, recorded_at)"
                        + " VALUES (?, ?, 'Chat', ?, ?, ?, '1', ?, ?,"
                        + " timestamptz '2026-01-01' + ? * interval '1 second')")
                .params(
                        ++position,
                        UUID.randomUUID(),
                        aggregate,
                        sequence,
                        type,
                        content.getBytes(UTF_8),
                        "{\"actor\":\"somebody\"}".getBytes(UTF_8),
                        position)
                .update();
    }

    /** Seals all there is. */
    public void seal() throws SQLException {
        seal(sealer);
    }

    /** As {@link #seal}, by one that has the key and has not seen what was sealed before. */
    public void sealByAnotherNode() throws SQLException {
        seal(new Sealer(key, Clock.systemUTC(), mostEvents));
    }

    private void seal(Sealer by) throws SQLException {
        try (Connection connection = open()) {
            while (by.seal(connection) > 0) {}
        }
    }

    /** Changes what nobody may change, as the owner of the tables can. */
    public void tamper(String... statements) {
        jdbc.sql("ALTER TABLE events.event DISABLE TRIGGER event_append_only").update();
        jdbc.sql("ALTER TABLE events.seal DISABLE TRIGGER seal_append_only").update();
        for (String statement : statements) {
            jdbc.sql(statement).update();
        }
    }

    /** The last seal. */
    public Seal last() throws SQLException {
        try (Connection connection = open()) {
            return new SealTable(connection).last().orElseThrow();
        }
    }

    public Map<String, PublicKey> keys() {
        try {
            return Map.of(key.keyId(), Ed25519.publicKey(key.all().get(0).publicKey()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public Connector connector() {
        return this::open;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
    }
}
