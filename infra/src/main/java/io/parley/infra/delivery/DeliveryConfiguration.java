package io.parley.infra.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was pushed to which devices. Needs the tables of {@code db/work}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushedProperties.class)
public class DeliveryConfiguration {

    @Bean
    PushedTable pushedTable(JdbcClient jdbc, PushedProperties properties) {
        return new PushedTable(jdbc, properties);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    PushedGatherer pushedGatherer(PushedTable table, PushedProperties properties, MeterRegistry meters) {
        return new PushedGatherer(table, properties, meters);
    }
}
