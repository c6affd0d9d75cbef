package io.parley.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.startup.StartupProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The role with which the server works adds to the log, and can do nothing else to it. */
class LogOwnershipTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INSERT = "INSERT INTO events.event (position, event_id, aggregate_id, sequence_number,"
            + " type, payload, metadata, recorded_at) VALUES (%d, gen_random_uuid(), 'chat', %d, 'T', '', '', now())";
    private static final String SEAL =
            "INSERT INTO events.seal VALUES (1, gen_random_uuid(), 1, 1, 1, '', '', now()," + " 'key', '', '', '')";

    /** What would change what was written, or take away what forbids it; {@code %s} is a table. */
    private static final List<String> TAMPERING = List.of(
            "UPDATE %1$s SET %2$s = %2$s",
            "DELETE FROM %1$s",
            "TRUNCATE %1$s",
            "DROP TABLE %1$s",
            "ALTER TABLE %1$s DISABLE TRIGGER ALL",
            "ALTER TABLE %1$s DISABLE TRIGGER USER",
            "ALTER TABLE %1$s ADD COLUMN more text",
            "ALTER TABLE %1$s RENAME TO other",
            "ALTER TABLE %1$s OWNER TO CURRENT_USER",
            "ALTER TABLE %1$s SET SCHEMA work",
            "DROP TRIGGER %3$s ON %1$s",
            "CREATE TRIGGER mine BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "CREATE RULE mine AS ON INSERT TO %1$s DO INSTEAD NOTHING",
            "CREATE INDEX mine ON %1$s (%2$s)",
            "LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE");

    private static final List<String> BESIDES = List.of(
            "SET session_replication_role = replica",
            "SET ROLE parley_owner",
            "CREATE OR REPLACE FUNCTION events.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
            "DROP FUNCTION events.refuse_change() CASCADE",
            "ALTER SCHEMA events RENAME TO other",
            "DROP SCHEMA events CASCADE",
            "CREATE TABLE events.mine (n int)",
            "UPDATE events.store SET epoch = gen_random_uuid()",
            "DELETE FROM events.restore",
            "INSERT INTO events.restore VALUES (gen_random_uuid(), '', now(), now(), 1, gen_random_uuid(), gen_random_uuid())",
            "DELETE FROM events.flyway_schema_history",
            "ALTER ROLE parley_owner PASSWORD 'mine'",
            "GRANT parley_owner TO CURRENT_USER");

    private static final String TRAP =
            " LANGUAGE plpgsql AS $$ BEGIN INSERT INTO parley_owner.caught VALUES (current_user);"
                    + " IF current_user = 'parley_owner' THEN ALTER TABLE events.event DISABLE TRIGGER USER; END IF;";

    /** PostgreSQL looks into a schema of a role's own name, whosever it is, and functions there fit better than its own. */
    private static final List<String> TRAPS = List.of(
            "CREATE SCHEMA parley_owner",
            "CREATE TABLE parley_owner.caught (who text)",
            "CREATE FUNCTION parley_owner.quote_ident(word name) RETURNS text" + TRAP
                    + " RETURN pg_catalog.quote_ident(word); END $$",
            "CREATE FUNCTION parley_owner.format(form text, word name) RETURNS text" + TRAP
                    + " RETURN pg_catalog.format(form, word); END $$");

    private static JdbcClient as(DatabaseServer server) {
        return JdbcClient.create(Migrations.connections(server));
    }

    private static void write(DatabaseServer server) {
        as(server).sql(INSERT.formatted(1, 0)).update();
        as(server).sql(SEAL).update();
    }

    private static Stream<String> tampering() {
        return Stream.concat(
                Stream.concat(
                        TAMPERING.stream().map(sql -> sql.formatted("events.event", "position", "event_append_only")),
                        TAMPERING.stream().map(sql -> sql.formatted("events.seal", "number", "seal_append_only"))),
                BESIDES.stream());
    }

    private static void expectRefused(DatabaseServer server) throws SQLException {
        List<String> done = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            for (String sql : tampering().toList()) {
                if (!refuses(connection, sql)) {
                    done.add(sql);
                }
            }
        }
        assertThat(done).isEmpty();
        assertThat(as(server)
                        .sql("SELECT count(*) FROM events.event")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private static boolean refuses(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            Throwable failure = catchThrowable(() -> statement.execute(sql));
            return failure instanceof SQLException refused && INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState());
        } finally {
            connection.rollback();
        }
    }

    @Test
    void theServersRoleAddsToTheLogAndCanDoNothingElseToIt() throws SQLException {
        DatabaseServer server = TestPostgres.ownedDatabase();
        Migrations.of(server).run();

        write(server);

        expectRefused(server);
        as(server).sql("TRUNCATE work.credentials").update(); // and with the rest what it likes
        as(server).sql("CREATE TABLE views.mine ()").update();
        as(server).sql("DROP TABLE views.mine").update();
    }

    @Test
    void aLogThatBelongedToTheServersRoleIsTakenOverAsItIs() throws SQLException {
        DatabaseServer server = TestPostgres.databaseOfOneRole();
        new Migrations(Migrations.connections(server)).run();
        write(server);
        TestPostgres.giveToOwner(server);

        Migrations.of(server).run();

        expectRefused(server);
        as(server).sql(INSERT.formatted(2, 1)).update();
        Migrations.of(server).run();
        assertThat(as(server)
                        .sql("SELECT count(*) FROM events.event")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void nodesThatStartAtOnceDoNotGetInEachOthersWay() throws SQLException {
        DatabaseServer server = TestPostgres.databaseOfOneRole();
        new Migrations(Migrations.connections(server)).run();
        write(server);
        TestPostgres.giveToOwner(server);

        ExecutorService nodes = Executors.newFixedThreadPool(4); // the common pool may have but one thread
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(
                                () -> Migrations.of(server).run(), nodes))
                        .limit(4)
                        .toArray(CompletableFuture[]::new))
                .join();
        nodes.shutdown();

        expectRefused(server);
    }

    @Test
    void whoKnowsTheOwnerNoMoreStillWorksWithALogThatIsUpToDate() throws SQLException {
        DatabaseServer server = TestPostgres.ownedDatabase();
        Migrations.of(server).run();

        new Migrations(Migrations.connections(server)).run();

        write(server);
        expectRefused(server);
    }

    @Test
    void withOneRoleTheLogIsThatRolesAndTheTriggerGuardsIt() {
        DatabaseServer server = TestPostgres.databaseOfOneRole();

        new Migrations(Migrations.connections(server)).run();

        write(server);
        assertThatThrownBy(() -> as(server).sql("DELETE FROM events.event").update())
                .hasMessageContaining("the log of record is append-only");
    }

    @Test
    void anOwnerWhoMayNotTakeTheLogIsSaidInOneSentence() {
        DatabaseServer roles = TestPostgres.databaseOfOneRole();
        DatabaseServer swapped =
                new Swapped(roles.owner(), roles); // who works with it may take it, not the other way round
        new Migrations(Migrations.connections(swapped)).run();

        assertThatThrownBy(() -> Migrations.of(swapped).run())
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("must own the database and be a member of the server's role");
        write(swapped);
    }

    @Test
    void whatTheServersRoleHasPlantedIsNotRunByTheOwner() throws SQLException {
        DatabaseServer server = TestPostgres.databaseOfOneRole();
        new Migrations(Migrations.connections(server)).run();
        write(server);
        TRAPS.forEach(sql -> as(server).sql(sql).update());
        TestPostgres.giveToOwner(server);

        Migrations.of(server).run(); // takes the log over
        as(server.owner()).sql("REVOKE INSERT ON events.seal FROM parley").update();
        Migrations.of(server).run(); // opens it anew

        assertThat(caught(server)).isEmpty();
        assertThat(guards(server)).isOne();
        expectRefused(server);
        as(server.owner())
                .sql("SELECT quote_ident(current_user)")
                .query(String.class)
                .single();
        assertThat(caught(server)).containsExactly("parley_owner"); // whoever does not take care
        assertThat(guards(server)).isZero();
    }

    private static List<String> caught(DatabaseServer server) {
        return as(server)
                .sql("SELECT who FROM parley_owner.caught")
                .query(String.class)
                .list();
    }

    private static long guards(DatabaseServer server) {
        return count(server, "SELECT count(*) FROM pg_trigger WHERE tgname = 'event_append_only' AND tgenabled = 'O'");
    }

    private static long count(DatabaseServer server, String sql) {
        return as(server).sql(sql).query(Long.class).single();
    }

    @Test
    void whoWorksBesideAsTheOwnerCallsOnlyWhatIsPostgresOwn() throws SQLException {
        try (Connection connection = TestPostgres.ownedDatabase().owner().connect("parley-test")) {
            String path = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("SHOW search_path")
                    .query(String.class)
                    .single();
            assertThat(path).isEqualTo("pg_catalog");
        }
    }

    @Test
    void whileSomebodyReadsForLongTheTakeoverWaitsAndWritersDoNot() throws Exception {
        DatabaseServer server = TestPostgres.databaseOfOneRole();
        new Migrations(Migrations.connections(server)).run();
        TestPostgres.giveToOwner(server);
        try (Connection backup = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("LOCK TABLE events.event IN ACCESS SHARE MODE");
            ExecutorService threads = Executors.newFixedThreadPool(2); // the common pool may have but one
            CompletableFuture<Void> start =
                    CompletableFuture.runAsync(() -> Migrations.of(server).run(), threads);
            await().atMost(Duration.ofMinutes(1)).until(() -> isWaitedFor(server));

            CompletableFuture.runAsync(
                            () -> as(server).sql(INSERT.formatted(1, 0)).update(), threads)
                    .get(1, TimeUnit.MINUTES);

            backup.rollback();
            start.join();
            threads.shutdown();
        }
        expectRefused(server);
    }

    private static boolean isWaitedFor(DatabaseServer server) {
        return count(
                        server,
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'events.event'::regclass"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                > 0;
    }

    @Test
    void whatElseKeepsTheOwnerFromTheLogIsSaidInTheDatabasesWords() {
        DatabaseServer server = TestPostgres.databaseOfOneRole();
        new Migrations(Migrations.connections(server)).run();
        TestPostgres.giveToOwner(server);
        String name = server.jdbcUrl().substring(server.jdbcUrl().lastIndexOf('/') + 1);
        as(server.owner())
                .sql("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name))
                .update();

        assertThatThrownBy(() -> Migrations.of(server).run())
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("The log could not be taken over from parley: ")
                .hasMessageContaining("read-only transaction")
                .hasMessageNotContaining("must own the database");
    }

    @Test
    void aUserInTheUrlWhoWinsOverTheOwnerIsSaidInOneSentence() {
        DatabaseServer server = TestPostgres.ownedDatabase();
        DatabaseServer owner = server.owner();
        String url = server.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
        DatabaseServer named = new Swapped(new Reached(url, "", ""), new Reached(url, owner.user(), owner.password()));

        assertThatThrownBy(() -> Migrations.of(named).run())
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("to belong to parley_owner")
                .hasMessageContaining("takes us for parley: name no user in PARLEY_DB_URL");
        assertThat(count(server, "SELECT count(*) FROM pg_namespace WHERE nspname = 'events'"))
                .isZero();
    }

    private record Reached(String jdbcUrl, String user, String password) implements DatabaseServer {

        @Override
        public void close() {}
    }

    private record Swapped(DatabaseServer application, DatabaseServer owner) implements DatabaseServer {

        @Override
        public String jdbcUrl() {
            return application.jdbcUrl();
        }

        @Override
        public String user() {
            return application.user();
        }

        @Override
        public String password() {
            return application.password();
        }

        @Override
        public void close() {}
    }
}
