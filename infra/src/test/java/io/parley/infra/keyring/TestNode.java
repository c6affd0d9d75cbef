package io.parley.infra.keyring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.startup.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A node as far as keys and accounts go: the real configuration on a real database. */
public final class TestNode implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private TestNode(DataSource database, Path folder, Map<String, Object> settings) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(DataFolder.class, () -> DataFolder.open(folder));
        context.register(KeyringConfiguration.class, AccountConfiguration.class);
    }

    /** Starts on a database with the tables that are needed. */
    public static TestNode start(DataSource database, Path folder) {
        return start(database, folder, Map.of());
    }

    public static TestNode start(DataSource database, Path folder, Map<String, Object> settings) {
        return start(database, folder, settings, context -> {});
    }

    /** Starts one with something more in it. */
    public static TestNode start(
            DataSource database,
            Path folder,
            Map<String, Object> settings,
            Consumer<AnnotationConfigApplicationContext> more) {
        TestNode node = new TestNode(database, folder, settings);
        more.accept(node.context);
        try {
            node.context.refresh();
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
        return node;
    }

    /** Makes the tables of {@code db/work}. */
    public static <D extends DataSource> D migrate(D database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("work")
                .locations("classpath:db/work")
                .load()
                .migrate();
        return database;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    public <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(get(PlatformTransactionManager.class)).execute(status -> work.get());
    }

    public void inTransaction(Runnable work) {
        new TransactionTemplate(get(PlatformTransactionManager.class)).executeWithoutResult(status -> work.run());
    }

    public void rolledBack(Runnable work) {
        new TransactionTemplate(get(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
