package io.parley.infra.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupConfiguration;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The pool of connections, on the embedded PostgreSQL or an outside one. Whoever uses the pool depends on it, so that the
 * database is the last to stop.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
@Import(StartupConfiguration.class)
public class PostgresConfiguration {

    @Bean
    DatabaseServer databaseServer(
            DatabaseProperties properties, DataFolder folder, ObjectProvider<StartupProgress> progress) {
        if (properties.embedded()) {
            return EmbeddedPostgres.start(
                    folder, properties.poolSize(), progress.getIfAvailable(StartupProgress::silent));
        }
        return OutsidePostgres.by(properties);
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server, DatabaseProperties properties) {
        try {
            return new HikariDataSource(ConnectionPools.settings(server, properties, "parley", properties.poolSize()));
        } catch (PoolInitializationException e) {
            throw new StartupProblem(
                    "The database at %s cannot be used: %s.".formatted(withoutParameters(server.jdbcUrl()), reason(e)),
                    e);
        }
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
