package io.parley.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node in this process without its edge, on a durable embedded PostgreSQL of its own, with the platform's defaults. All that it
 * wrote is gone when it is closed.
 */
public final class Node implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;
    private final Path folder;
    private final Cleanup cleanup;

    private Node(AnnotationConfigApplicationContext context, Path folder, Cleanup cleanup) {
        this.context = context;
        this.folder = folder;
        this.cleanup = cleanup;
    }

    /** Starts a node that is made of these configurations, with settings that differ from the defaults. */
    public static Node start(Map<String, String> settings, Class<?>... configurations) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        Cleanup cleanup = new Cleanup();
        cleanup.add(folder);
        return start(folder.path(), cleanup, settings, configurations);
    }

    /** As {@link #start}, on a folder that stays when the node is closed: the next one finds there what this one wrote. */
    public static Node startOn(TemporaryFolder folder, Map<String, String> settings, Class<?>... configurations) {
        return start(folder.path(), new Cleanup(), settings, configurations);
    }

    private static Node start(Path folder, Cleanup cleanup, Map<String, String> settings, Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        cleanup.add(context);
        try {
            Map<String, Object> all = new HashMap<>(settings);
            all.put("parley.data-dir", folder.toString());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", all));
            context.register(Meters.class);
            context.register(configurations);
            context.refresh();
            return new Node(context, folder, cleanup);
        } catch (RuntimeException e) {
            cleanup.close();
            throw e;
        }
    }

    /** One of its parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of its parts by name, where there are several of a type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** The version of its database. */
    public String postgresVersion() {
        return bean(JdbcClient.class)
                .sql("SELECT split_part(current_setting('server_version'), ' ', 1)")
                .query(String.class)
                .single();
    }

    /** Where its PostgreSQL has its files. */
    public Path database() {
        return folder.resolve("database");
    }

    @Override
    public void close() {
        cleanup.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Meters {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
