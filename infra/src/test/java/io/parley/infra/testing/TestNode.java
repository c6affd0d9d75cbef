package io.parley.infra.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.axonserver.AxonServerBusConfiguration;
import io.parley.infra.axonserver.AxonServerStoreConfiguration;
import io.parley.infra.bus.CommandBusConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.store.StoreConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** A node with the store, the bus and Axon on a given database, with the aggregate {@link Tally}. */
public final class TestNode implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private TestNode(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** Starts a node on a database. */
    public static TestNode on(HikariDataSource database, Map<String, String> properties, Class<?>... more) {
        Map<String, Object> all = new HashMap<>();
        all.put("parley.db.url", database.getJdbcUrl());
        all.put("parley.db.user", database.getUsername());
        all.put("parley.db.password", database.getPassword());
        all.put("parley.db.pool-size", "12");
        all.put("parley.data-dir", temporaryFolder());
        all.putAll(properties);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.register(Wiring.class);
        if (more.length > 0) {
            context.register(more);
        }
        context.refresh();
        return new TestNode(context);
    }

    public static ReceiptsId newTally() {
        return new ReceiptsId(ChatId.random(), UserId.random());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Sends a command; its result may be exceptional. */
    public CompletableFuture<CommandResultMessage<?>> send(Object command) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        bean(CommandBus.class).dispatch(message, (sent, result) -> answer.complete(result));
        return answer;
    }

    @Override
    public void close() {
        context.close();
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("parley-test").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({
        DatabaseConfiguration.class,
        MessagingConfiguration.class,
        StoreConfiguration.class,
        AxonServerStoreConfiguration.class,
        AxonServerBusConfiguration.class,
        CommandBusConfiguration.class,
        AxonConfiguration.class
    })
    static class Wiring {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ConfigurerModule tallyModule(Cache cache, SnapshotTriggerDefinition snapshots) {
            return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Tally.class)
                    .configureCache(c -> cache)
                    .configureSnapshotTrigger(c -> snapshots));
        }
    }
}
