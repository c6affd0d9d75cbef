package io.parley.infra.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupConfiguration;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The one pool of connections, on the embedded PostgreSQL or an outside one. Whoever uses the pool depends on it, so that the
 * database is the last to stop.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
@Import(StartupConfiguration.class)
public class PostgresConfiguration {

    /** A dead network is given up a little after the database itself would have given up the statement. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(10);

    @Bean
    DatabaseServer databaseServer(
            DatabaseProperties properties, DataFolder folder, ObjectProvider<StartupProgress> progress) {
        if (properties.embedded()) {
            return EmbeddedPostgres.start(
                    folder, properties.poolSize(), progress.getIfAvailable(StartupProgress::silent));
        }
        return new OutsidePostgres(properties.url(), properties.user(), properties.password());
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server, DatabaseProperties properties) {
        try {
            return new HikariDataSource(pool(server, properties));
        } catch (PoolInitializationException e) {
            throw new StartupProblem(
                    "The database at %s cannot be used: %s.".formatted(withoutParameters(server.jdbcUrl()), reason(e)),
                    e);
        }
    }

    private static HikariConfig pool(DatabaseServer server, DatabaseProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("parley");
        config.setJdbcUrl(server.jdbcUrl());
        if (!server.user().isEmpty()) {
            config.setUsername(server.user());
            config.setPassword(server.password());
        }
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(Math.min(properties.poolSize(), 4));
        config.setConnectionTimeout(Math.max(250, properties.connectionTimeout().toMillis()));
        config.setConnectionInitSql("SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d"
                .formatted(
                        properties.statementTimeout().toMillis(),
                        properties.idleInTransactionTimeout().toMillis()));
        config.addDataSourceProperty("ApplicationName", "parley");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "socketTimeout",
                Long.toString(properties.statementTimeout().plus(SOCKET_GRACE).toSeconds()));
        return config;
    }

    /** What stands after the question mark may be a password. */
    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static String reason(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("it does not say why");
    }
}
