package io.parley.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
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
    private final Cleanup cleanup;

    private Node(AnnotationConfigApplicationContext context, Cleanup cleanup) {
        this.context = context;
        this.cleanup = cleanup;
    }

    /** Starts a node that is made of these configurations, with settings that differ from the defaults. */
    public static Node start(Map<String, String> settings, Class<?>... configurations) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Cleanup cleanup = new Cleanup();
        cleanup.add(folder);
        cleanup.add(context);
        try {
            Map<String, Object> all = new HashMap<>(settings);
            all.put("parley.data-dir", folder.path().toString());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", all));
            context.register(Meters.class);
            context.register(configurations);
            context.refresh();
            return new Node(context, cleanup);
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
