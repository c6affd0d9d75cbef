package io.parley.infra.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What needs the embedded database's superuser: the application's role, and databases for it. */
final class Administration {

    private final String url;
    private final Credentials credentials;

    Administration(String url, Credentials credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /** Makes what is not there yet; a start that was cut off is made good by the next. */
    void makeRoleAndDatabase() {
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(url, Credentials.ADMINISTRATOR, credentials.administrator(), true);
        try {
            JdbcClient jdbc = JdbcClient.create(connection);
            String name = Credentials.APPLICATION;
            if (!exists(jdbc, "SELECT count(*) FROM pg_roles WHERE rolname = ?", name)) {
                jdbc.sql("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, credentials.application()))
                        .update();
            }
            if (!exists(jdbc, "SELECT count(*) FROM pg_database WHERE datname = ?", name)) {
                createDatabase(jdbc, name);
            }
        } finally {
            connection.destroy();
        }
    }

    /** Makes an empty database that is the application's. */
    void createDatabase(String name) {
        createDatabase(
                JdbcClient.create(
                        new DriverManagerDataSource(url, Credentials.ADMINISTRATOR, credentials.administrator())),
                name);
    }

    private static void createDatabase(JdbcClient jdbc, String name) {
        jdbc.sql("CREATE DATABASE %s OWNER %s".formatted(name, Credentials.APPLICATION))
                .update();
    }

    private static boolean exists(JdbcClient jdbc, String count, String name) {
        return jdbc.sql(count).param(name).query(Long.class).single() > 0;
    }
}
