package io.parley.infra.wiring;

import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators do about dead letters, on nodes that operators speak to: they need not fill read tables themselves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.GATEWAY)
public class DeadLetterConfiguration {

    /** Some rounds of the nodes that fill read tables. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    QueuedLetters deadLetterRepair(JdbcClient jdbc, EventProcessingConfiguration processing) {
        return new QueuedLetters(jdbc, processing::sequencedDeadLetterProcessor, PATIENCE);
    }
}
