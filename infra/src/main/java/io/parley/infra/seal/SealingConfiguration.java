package io.parley.infra.seal;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.signing.Ed25519Signer;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.infra.startup.StoreKind;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The sealer of a log that lies in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealingProperties.class)
public class SealingConfiguration {

    @Bean
    @Conditional(StoreKind.IsPostgres.class)
    @ConditionalOnRole(Role.PROJECTION)
    @ConditionalOnBooleanProperty(name = "parley.sealing.enabled", matchIfMissing = true)
    SealingRounds sealing(
            Ed25519Signer key, Clock clock, DataSource dataSource, SealingProperties settings, MeterRegistry meters) {
        return new SealingRounds(new Sealer(key, clock, settings.events()), dataSource, settings, meters);
    }
}
