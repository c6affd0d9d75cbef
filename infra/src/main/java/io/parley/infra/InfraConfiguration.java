package io.parley.infra;

import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.axon.AxonConfiguration;
import io.parley.infra.axon.MessagingConfiguration;
import io.parley.infra.axonserver.AxonServerBusConfiguration;
import io.parley.infra.axonserver.AxonServerStoreConfiguration;
import io.parley.infra.bus.CommandBusConfiguration;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.degradation.DegradationConfiguration;
import io.parley.infra.delivery.DeliveryConfiguration;
import io.parley.infra.incident.IncidentConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.keyring.rotation.RotationConfiguration;
import io.parley.infra.media.MediaConfiguration;
import io.parley.infra.media.check.MediaCheckConfiguration;
import io.parley.infra.media.lifecycle.MediaLifecycleConfiguration;
import io.parley.infra.media.upload.UploadConfiguration;
import io.parley.infra.postgres.PostgresConfiguration;
import io.parley.infra.presence.PresenceConfiguration;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.seal.SealingConfiguration;
import io.parley.infra.store.StoreConfiguration;
import io.parley.infra.wiring.CommandSideConfiguration;
import io.parley.infra.wiring.DeadLetterConfiguration;
import io.parley.infra.wiring.ProjectionConfiguration;
import io.parley.infra.wiring.ReadSideConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that infra provides. Parts are named here, none is found by scanning. */
@Configuration(proxyBeanMethods = false)
@Import({
    PostgresConfiguration.class,
    DatabaseConfiguration.class,
    KeyringConfiguration.class,
    RotationConfiguration.class,
    AccountConfiguration.class,
    DeliveryConfiguration.class,
    PresenceConfiguration.class,
    PurgeConfiguration.class,
    MediaConfiguration.class,
    UploadConfiguration.class,
    MediaCheckConfiguration.class,
    MediaLifecycleConfiguration.class,
    MessagingConfiguration.class,
    StoreConfiguration.class,
    SealingConfiguration.class,
    IncidentConfiguration.class,
    AxonServerStoreConfiguration.class,
    AxonServerBusConfiguration.class,
    CommandBusConfiguration.class,
    DegradationConfiguration.class,
    AxonConfiguration.class,
    CommandSideConfiguration.class,
    ProjectionConfiguration.class,
    ReadSideConfiguration.class,
    DeadLetterConfiguration.class
})
public class InfraConfiguration {}
