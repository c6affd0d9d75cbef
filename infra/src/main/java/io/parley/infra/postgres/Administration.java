package io.parley.infra.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What needs the embedded database's superuser: the roles, and databases for them. */
final class Administration {

    private final String url;
    private final Credentials credentials;

    Administration(String url, Credentials credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /**
     * Makes what is not there yet; a start that was cut off is made good by the next. The owner has all that the application has and the
     * log besides. A database that an older version has made was the application's, and becomes the owner's.
     */
    void makeRolesAndDatabase() {
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(url, Credentials.ADMINISTRATOR, credentials.administrator(), true);
        try {
            JdbcClient jdbc = JdbcClient.create(connection);
            String name = Credentials.APPLICATION;
            makeRole(jdbc, name, credentials.application());
            makeRole(jdbc, Credentials.OWNER, credentials.owner());
            jdbc.sql("GRANT %s TO %s".formatted(name, Credentials.OWNER)).update();
            if (!exists(jdbc, "SELECT count(*) FROM pg_database WHERE datname = ?", name)) {
                jdbc.sql("CREATE DATABASE " + name).update();
            }
            giveToOwner(jdbc, name);
        } finally {
            connection.destroy();
        }
    }

    private static void giveToOwner(JdbcClient jdbc, String database) {
        jdbc.sql("ALTER DATABASE %s OWNER TO %s".formatted(database, Credentials.OWNER))
                .update();
        jdbc.sql("GRANT CREATE ON DATABASE %s TO %s".formatted(database, Credentials.APPLICATION))
                .update();
    }

    /** Makes an empty database that is the application's own, as older versions did. */
    void createDatabase(String name) {
        jdbc().sql("CREATE DATABASE %s OWNER %s".formatted(name, Credentials.APPLICATION))
                .update();
    }

    /** Makes such a database the owner's. */
    void giveToOwner(String database) {
        giveToOwner(jdbc(), database);
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(
                new DriverManagerDataSource(url, Credentials.ADMINISTRATOR, credentials.administrator()));
    }

    /** Whatever its password was: it is the one in the file. */
    private static void makeRole(JdbcClient jdbc, String name, String password) {
        boolean isThere = exists(jdbc, "SELECT count(*) FROM pg_roles WHERE rolname = ?", name);
        jdbc.sql("%s ROLE %s LOGIN PASSWORD '%s'".formatted(isThere ? "ALTER" : "CREATE", name, password))
                .update();
    }

    private static boolean exists(JdbcClient jdbc, String count, String name) {
        return jdbc.sql(count).param(name).query(Long.class).single() > 0;
    }
}
