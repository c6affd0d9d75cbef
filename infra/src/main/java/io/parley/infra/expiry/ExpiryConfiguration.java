package io.parley.infra.expiry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.chat.RetentionPolicy;
import io.parley.infra.saga.Deadlines;
import io.parley.infra.saga.SchedulerTrouble;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The deadlines of temporary chats. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties({ExpiryProperties.class, RetentionProperties.class})
public class ExpiryConfiguration {

    private static final double MILLIS = 1_000;

    @Bean
    ExpiryTable expiryDeadlines(JdbcClient jdbc, MeterRegistry meters, Clock clock) {
        ExpiryTable table = new ExpiryTable(jdbc);
        Gauge.builder(
                        "parley.expiry.lateness",
                        table,
                        late -> late.lateness(clock.instant()).toMillis() / MILLIS)
                .baseUnit("seconds")
                .register(meters);
        return table;
    }

    @Bean
    RetentionPolicy retentionPolicy(RetentionProperties properties) {
        return properties.policy();
    }

    @Bean
    RetentionSweep retentionSweep(
            JdbcClient jdbc,
            CommandGateway commands,
            RetentionProperties retention,
            ExpiryProperties expiry,
            Clock clock,
            MeterRegistry meters) {
        return new RetentionSweep(new OldestMessages(jdbc), commands, retention, expiry.patience(), clock, meters);
    }

    @Bean
    ExpiryLifecycle expiryLifecycle(
            DataSource dataSource,
            ExpiryTable table,
            CommandGateway commands,
            ExpiryProperties properties,
            RetentionSweep retention,
            Clock clock,
            MeterRegistry meters) {
        Deadlines deadlines = new Deadlines(
                dataSource,
                clock,
                new ExpiryTask(table, commands, properties, clock, meters).asTask(),
                "work.expiry_deadline",
                "parley-expiry",
                new NoData(),
                new SchedulerTrouble("parley.expiry", meters),
                properties.deadlines().forScheduler());
        return new ExpiryLifecycle(deadlines, new ExpirySweep(table, properties, clock, meters), retention);
    }
}
