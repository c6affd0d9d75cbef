package io.parley.infra.incident;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.id.NodeId;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

/** What writes down how a node fares. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IncidentProperties.class)
public class IncidentConfiguration {

    private static final long MEBIBYTE = 1 << 20;

    @Bean
    @ConditionalOnBooleanProperty(name = "parley.incidents.record", matchIfMissing = true)
    IncidentRecorder incidentRecorder(
            NodeId node,
            MeterRegistry meters,
            DataSource dataSource,
            ConfigurableEnvironment environment,
            IncidentProperties properties,
            Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        Instant started = clock.instant();
        return new IncidentRecorder(
                () -> new NodeRun(node, started, versions(environment, jdbc), ShownSettings.of(environment)),
                new Measurements(meters, properties.measurements()),
                new IncidentTable(jdbc),
                properties,
                clock);
    }

    private static Map<String, String> versions(ConfigurableEnvironment environment, JdbcTemplate jdbc) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("parley", environment.getProperty("spring.application.version", "development"));
        versions.put("java", System.getProperty("java.runtime.version", ""));
        versions.put("vm", ManagementFactory.getRuntimeMXBean().getVmName());
        versions.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
        versions.put("arch", System.getProperty("os.arch", ""));
        versions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        versions.put("heap", Runtime.getRuntime().maxMemory() / MEBIBYTE + " MiB");
        versions.put(
                "postgresql", Objects.requireNonNullElse(jdbc.queryForObject("SHOW server_version", String.class), ""));
        return versions;
    }
}
