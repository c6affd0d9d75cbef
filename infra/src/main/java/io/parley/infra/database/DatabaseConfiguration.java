package io.parley.infra.database;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.PostgresConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The database as the application sees it. Whoever is given the data source finds migrated schemas behind it; a transaction takes
 * its connection from the pool only with its first statement, so that one that needs none, or fails before, holds none.
 */
@Configuration(proxyBeanMethods = false)
@Import(PostgresConfiguration.class)
public class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    MessageConnections messageConnections(
            DatabaseServer server, DatabaseProperties properties, ObjectProvider<MessageThreads> threads) {
        return new MessageConnections(
                server,
                properties,
                threads.stream().mapToInt(MessageThreads::count).sum());
    }

    @Bean
    @Primary
    DataSource lazyDataSource(DatabaseServer server, HikariDataSource pool, MessageConnections messages) {
        Migrations.of(server).run();
        UnfinishedRestore.refuse(Migrations.connections(server));
        return new LazyConnectionDataSourceProxy(messages.beside(pool));
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }
}
