package io.parley.infra.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.DatabaseServer;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The tail's own connection, so that it never queues behind those whom it is to wake. A pool of one: it opens a new one when the
 * old one is lost.
 */
final class TailPool implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final HikariDataSource pool;

    TailPool(DatabaseServer server) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("parley-tail");
        config.setJdbcUrl(server.jdbcUrl());
        if (!server.user().isEmpty()) {
            config.setUsername(server.user());
            config.setPassword(server.password());
        }
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "parley-tail");
        config.addDataSourceProperty("connectTimeout", CONNECT.toSeconds());
        config.addDataSourceProperty("socketTimeout", SILENCE.toSeconds());
        this.pool = new HikariDataSource(config);
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
