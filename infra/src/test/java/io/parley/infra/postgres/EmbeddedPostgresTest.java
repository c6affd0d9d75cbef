package io.parley.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.infra.process.ServerProcess;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Against the real programs, on a folder that is made once: each test finds a cluster that was stopped cleanly. */
class EmbeddedPostgresTest {

    @TempDir
    private static Path data;

    private DataFolder folder;

    @BeforeEach
    void holdFolder() {
        folder = DataFolder.open(data);
    }

    @AfterEach
    void letGoOfFolder() {
        folder.close();
    }

    @Test
    void whatWasCommittedIsThereAfterARestart() {
        try (EmbeddedPostgres postgres = start()) {
            jdbc(postgres).sql("CREATE SCHEMA keeping").update();
            jdbc(postgres).sql("CREATE TABLE keeping.kept (word text)").update();
            jdbc(postgres).sql("INSERT INTO keeping.kept VALUES ('ahoi')").update();
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "SELECT word FROM keeping.kept")).isEqualTo("ahoi");
        }
    }

    @Test
    void theProcessOfAKilledStarterIsStoppedAndItsDataKept() throws IOException, InterruptedException {
        folder.close();
        long orphan = leaveBehind();
        assertThat(Postmaster.worksIn(data.resolve("database"), orphan)).isTrue();
        folder = DataFolder.open(data);
        try (EmbeddedPostgres postgres = start()) {
            assertThat(Postmaster.worksIn(data.resolve("database"), orphan)).isFalse();
            assertThat(ask(postgres, "SELECT word FROM mine.left_behind")).isEqualTo("ahoi");
        }
    }

    @Test
    void theNumberInAStalePidFileMayByNowBeAnyProcesss() throws IOException {
        start().close();
        Files.writeString(
                data.resolve("database/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.resolve("database") + "\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "SELECT 'up'")).isEqualTo("up");
        }
    }

    @Test
    void aPidFileCutOffWhileItWasWrittenDoesNotHinderTheStart() throws IOException {
        start().close();
        Files.writeString(data.resolve("database/postmaster.pid"), "\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "SELECT 'up'")).isEqualTo("up");
        }
    }

    @Test
    void closingEndsOpenTransactionsAndTheProcess() throws SQLException {
        EmbeddedPostgres postgres = start();
        try (Connection open = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            open.setAutoCommit(false);
            open.createStatement().execute("CREATE TEMP TABLE never_committed (n int)");
            postgres.close();
            assertThat(new ServerProcess(postgres.pid()).isRunning()).isFalse();
        }
    }

    @Test
    void itIsDurableAndLocal() {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(settings(postgres, "fsync", "full_page_writes", "synchronous_commit", "data_checksums"))
                    .containsOnly("on");
            assertThat(settings(postgres, "listen_addresses", "server_encoding"))
                    .containsExactly("127.0.0.1", "UTF8");
        }
    }

    @Test
    void textIsSortedByCodePoint() {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "SELECT string_agg(c, '' ORDER BY c) FROM unnest(ARRAY['ä', 'b', 'B', '_']) c"))
                    .isEqualTo("B_bä");
            assertThat(ask(postgres, "SELECT lower('ÄÖ')")).isEqualTo("äö");
        }
    }

    @Test
    void theServersRoleIsNoSuperuser() {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(
                            ask(
                                    postgres,
                                    "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void theDatabaseIsItsOwnersWhoIsNoSuperuserEither() {
        try (EmbeddedPostgres postgres = start()) {
            DatabaseServer owner = postgres.owner();
            JdbcClient jdbc =
                    JdbcClient.create(new DriverManagerDataSource(owner.jdbcUrl(), owner.user(), owner.password()));
            assertThat(jdbc.sql(
                                    "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
            assertThat(ask(postgres, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'parley'"))
                    .isEqualTo(owner.user());
            assertThat(ask(postgres, "SELECT pg_has_role(current_user, 'parley_owner', 'MEMBER')"))
                    .isEqualTo("f");
        }
    }

    @Test
    void aFolderOfAVersionThatHadOneRoleIsGivenTheOther() throws IOException {
        start().close();
        Path passwords = data.resolve("database.passwords");
        List<String> before = Files.readAllLines(passwords);
        Files.write(
                passwords,
                before.stream()
                        .filter(line -> !line.startsWith("parley_owner="))
                        .toList());
        try (EmbeddedPostgres postgres = start()) {
            DatabaseServer owner = postgres.owner();
            assertThat(JdbcClient.create(new DriverManagerDataSource(owner.jdbcUrl(), owner.user(), owner.password()))
                            .sql("SELECT current_user::text")
                            .query(String.class)
                            .single())
                    .isEqualTo("parley_owner");
        }
        assertThat(Files.readAllLines(passwords)).hasSize(3).containsAll(before.subList(0, 2));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (EmbeddedPostgres postgres = start()) {
            for (String user : List.of("parley", "parley_owner", "postgres")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guess"))
                        .withMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void thePasswordsAreForTheOwnersEyesOnly() throws IOException {
        start().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("database.passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void valuesInFailedStatementsDoNotGetIntoTheLog() throws IOException {
        try (EmbeddedPostgres postgres = start()) {
            JdbcClient jdbc = jdbc(postgres);
            jdbc.sql("CREATE SCHEMA words").update();
            jdbc.sql("CREATE TABLE words.once (word text PRIMARY KEY)").update();
            jdbc.sql("INSERT INTO words.once VALUES ('tell-nobody')").update();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> jdbc.sql("INSERT INTO words.once VALUES ('tell-nobody')")
                            .update());
            assertThatExceptionOfType(BadSqlGrammarException.class)
                    .isThrownBy(
                            () -> jdbc.sql("SELECT 'tell-nobody' FROM nowhere").update());
        }
        assertThat(data.resolve("logs/postgres.log")).content().doesNotContain("tell-nobody");
    }

    @Test
    void aDatabaseOfANewerPostgresIsRefusedInOneSentence() throws IOException {
        start().close();
        Path version = data.resolve("database/PG_VERSION");
        String before = Files.readString(version);
        Files.writeString(version, "99\n");
        try {
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(this::start)
                    .withMessage(
                            "The database in %s was made by PostgreSQL 99, and this Parley brings PostgreSQL 18: start it with the Parley that made it.",
                            data.resolve("database"));
        } finally {
            Files.writeString(version, before);
        }
    }

    @Test
    void lostPasswordsAreSaidInOneSentence() throws IOException {
        start().close();
        Path passwords = data.resolve("database.passwords");
        Path aside = Files.move(passwords, data.resolve("aside"));
        try {
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(this::start)
                    .withMessageStartingWith("%s is missing, and without its passwords", passwords);
        } finally {
            Files.move(aside, passwords);
        }
    }

    @Test
    void whatKeepsPostgresFromStartingIsSaidInItsOwnWords() throws IOException {
        start().close();
        Path control = data.resolve("database/global/pg_control");
        Path aside = Files.move(control, data.resolve("aside"));
        try {
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(this::start)
                    .withMessageStartingWith("The database in %s did not start: ", data.resolve("database"));
        } finally {
            Files.move(aside, control);
        }
    }

    @Test
    void aDatabaseThatWasHalfMadeIsMadeAnewAndOnlyNewOnesAreAnnounced(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("database.unfinished/base"));
        Files.createDirectories(other.resolve("postgres-0.unpacking/bin"));
        List<String> steps = new ArrayList<>();
        try (DataFolder fresh = DataFolder.open(other)) {
            EmbeddedPostgres.start(fresh, 10, steps::add).close();
            EmbeddedPostgres.start(fresh, 10, steps::add).close();
        }
        assertThat(steps).containsExactly("making a new database", "starting the database", "starting the database");
        assertThat(other.resolve("database.unfinished")).doesNotExist();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, 10, StartupProgress.silent());
    }

    private static long leaveBehind() throws IOException, InterruptedException {
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeftBehind.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            long pid = Long.parseLong(String.valueOf(output.readLine()));
            starter.destroyForcibly();
            assertThat(starter.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return pid;
        }
    }

    private static List<String> settings(EmbeddedPostgres postgres, String... names) {
        return List.of(names).stream()
                .map(name -> ask(postgres, "SHOW " + name))
                .toList();
    }

    private static String ask(EmbeddedPostgres postgres, String sql) {
        return jdbc(postgres).sql(sql).query((row, number) -> row.getString(1)).single();
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres) {
        return JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }
}
