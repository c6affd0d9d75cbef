package io.parley.infra.postgres;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/** How pools of connections are set, whoever they are for. */
public final class ConnectionPools {

    /** A dead network is given up a little after the database itself would have given up the statement. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);

    private static final int MOST_IDLE = 4;
    private static final int SHORTEST_WAIT = 250;

    private ConnectionPools() {}

    /**
     * The settings of one.
     *
     * @param name the pool's, and as what its connections are known to the database
     * @param size how many connections it may hold
     */
    public static HikariConfig settings(DatabaseServer server, DatabaseProperties properties, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(server.jdbcUrl());
        if (!server.user().isEmpty()) {
            config.setUsername(server.user());
            config.setPassword(server.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, MOST_IDLE));
        config.setConnectionTimeout(
                Math.max(SHORTEST_WAIT, properties.connectionTimeout().toMillis()));
        config.setConnectionInitSql("SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                .formatted(
                        properties.statementTimeout().toMillis(),
                        properties.idleInTransactionTimeout().toMillis()));
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "socketTimeout",
                Long.toString(properties.statementTimeout().plus(SOCKET_GRACE).toSeconds()));
        return config;
    }
}
