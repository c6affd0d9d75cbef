package io.parley.infra.nodes;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.postgres.DatabaseServer;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tells nodes of each other. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodesProperties.class)
public class NodesConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    Nodes nodes(DatabaseServer server, DataSource migrated, NodesProperties properties, MeterRegistry meters) {
        return new Nodes(server, properties, meters);
    }
}
