package io.parley.infra.postgres;

import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A program that starts a database, writes to it, says so, and is then killed by the test. */
final class LeftBehind {

    private LeftBehind() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataFolder folder = DataFolder.open(Path.of(arguments[0]));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 10, StartupProgress.silent());
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        jdbc.sql("CREATE SCHEMA mine").update();
        jdbc.sql("CREATE TABLE mine.left_behind (word text)").update();
        jdbc.sql("INSERT INTO mine.left_behind VALUES ('ahoi')").update();
        System.out.println(postgres.pid());
        Thread.sleep(Duration.ofMinutes(2).toMillis());
    }
}
