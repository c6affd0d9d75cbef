package io.parley.infra.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is and how much of it one node may take.
 *
 * @param url the JDBC URL of an outside PostgreSQL; empty for the embedded one
 * @param user the role on the outside one
 * @param password that role's password
 * @param migrationUser the role that migrates the outside one and owns the log, so that the first one cannot change what was written;
 *     empty if there is one role for all
 * @param migrationPassword that role's password
 * @param poolSize how many connections the node may hold, beside those of threads that messages need
 * @param connectionTimeout how long a caller waits for a connection before it fails
 * @param statementTimeout how long one statement may take before the database ends it
 * @param idleInTransactionTimeout how long a transaction may do nothing before the database ends it
 */
@ConfigurationProperties("parley.db")
public record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String migrationUser,
        @DefaultValue("") String migrationPassword,
        @DefaultValue("20") int poolSize,
        @DefaultValue("5s") Duration connectionTimeout,
        @DefaultValue("30s") Duration statementTimeout,
        @DefaultValue("30s") Duration idleInTransactionTimeout) {

    private static final int SMALLEST_POOL = 4;
    private static final int LARGEST_POOL = 200;

    public DatabaseProperties {
        url = url.strip();
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "parley.db.url must be a JDBC URL such as jdbc:postgresql://host:5432/parley");
        }
        if (poolSize < SMALLEST_POOL || poolSize > LARGEST_POOL) {
            throw new IllegalArgumentException(
                    "parley.db.pool-size must be %d to %d".formatted(SMALLEST_POOL, LARGEST_POOL));
        }
        mustBePositive("connection-timeout", connectionTimeout);
        mustBePositive("statement-timeout", statementTimeout);
        mustBePositive("idle-in-transaction-timeout", idleInTransactionTimeout);
    }

    /** A database for commands that work beside the server, with connections of their own; an empty URL for the embedded one. */
    public static DatabaseProperties at(String url, String user, String password) {
        return at(url, user, password, "", "");
    }

    /** As {@link #at(String, String, String)}, with a role of its own that migrates and owns the log. */
    public static DatabaseProperties at(
            String url, String user, String password, String migrationUser, String migrationPassword) {
        Duration usual = Duration.ofSeconds(30);
        return new DatabaseProperties(
                url, user, password, migrationUser, migrationPassword, SMALLEST_POOL, usual, usual, usual);
    }

    boolean embedded() {
        return url.isEmpty();
    }

    /** Passwords do not belong into logs, and a URL may bear one. */
    @Override
    public String toString() {
        return "DatabaseProperties";
    }

    private static void mustBePositive(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("parley.db.%s must be 1ms to 1d".formatted(name));
        }
    }
}
