package io.parley.infra.deletion;

import io.parley.contract.chat.Memberships;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.account.AccountRemains;
import io.parley.infra.axon.LaterProcessors;
import io.parley.infra.axon.ProcessorProperties;
import io.parley.infra.keyring.KeyShredder;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processor that follows what is gone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
public class DeletionConfiguration {

    /** The processor's name, and its processing group. */
    static final String PROCESSOR = "deletion";

    private static final int BATCH = 50;

    /** Where keys go with their event, nobody waits for what this does; elsewhere this much later is still at once. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    @Bean
    DeletionHandler deletionHandler(
            KeyShredder keys,
            AccountRemains accounts,
            JdbcClient jdbc,
            Clock clock,
            Memberships memberships,
            ProjectionProgress progress,
            CommandGateway commands) {
        Remains remains = new Remains(jdbc, clock);
        return new DeletionHandler(keys, accounts, remains, memberships, new Departure(remains, progress, commands));
    }

    @Bean
    ConfigurerModule deletionProcessor(DeletionHandler handler, ProcessorProperties processors) {
        return LaterProcessors.of(PROCESSOR, handler, LaterProcessors.unhurried(processors.with(1, BATCH), MOMENT));
    }

    @Bean
    DeletionLifecycle deletionLifecycle(EventProcessingConfiguration processing) {
        return new DeletionLifecycle(processing);
    }
}
