package io.parley.infra.keyring.rotation;

import io.parley.contract.keys.RotationObserver;
import io.parley.infra.backup.Backup;
import io.parley.infra.backup.TransferProgress;
import io.parley.infra.keyring.Rewrapping;
import io.parley.infra.keyring.RotatingKeys;
import io.parley.infra.postgres.DatabaseServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rotation of keys. Needs the keyring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RotationProperties.class)
public class RotationConfiguration {

    /** Outside the pool: the connection lasts as long as a rotation does. */
    @Bean
    RotationConnection.Source rotationConnections(DatabaseServer server) {
        return () -> DriverManager.getConnection(server.jdbcUrl(), server.properties("parley-rotation"));
    }

    @Bean
    KeyringBackup keyringBackup(RotationProperties properties, DatabaseServer server, Environment environment) {
        String folder = properties.backup().strip();
        String version = environment.getProperty("spring.application.version", "development");
        return folder.isEmpty()
                ? kekId -> {}
                : new FolderBackup(
                        Path.of(folder).toAbsolutePath(), new Backup(server, version, TransferProgress.silent()));
    }

    @Bean(initMethod = "open", destroyMethod = "close")
    RotationService keyRotations(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            RotatingKeys keys,
            Rewrapping rewrapping,
            RotationProperties settings,
            KeyringBackup backup,
            RotationConnection.Source connections,
            ObjectProvider<RotationObserver> observers,
            Clock clock) {
        RotationTable table = new RotationTable(dataSource, clock);
        List<RotationObserver> all = observers.orderedStream().toList();
        RotationObserver observer = point -> all.forEach(one -> one.reached(point));
        return new RotationService(
                table,
                keys,
                settings,
                connections,
                stopped -> new RotationRun(
                        table,
                        keys,
                        rewrapping,
                        new Batches(
                                rewrapping, table, new TransactionTemplate(transactions), settings, observer, stopped),
                        new OlderTransactions(dataSource),
                        backup,
                        observer,
                        stopped),
                clock);
    }
}
