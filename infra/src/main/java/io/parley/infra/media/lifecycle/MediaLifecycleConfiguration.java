package io.parley.infra.media.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.message.SentMessages;
import io.parley.contract.media.MediaStore;
import io.parley.infra.axon.LaterProcessors;
import io.parley.infra.axon.ProcessorProperties;
import io.parley.infra.keyring.KeyShredder;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.infra.startup.StoreKind;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processor that follows messages with media, and what deletes media from their store. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties(LifecycleProperties.class)
public class MediaLifecycleConfiguration {

    /** The processor's name, and its processing group. */
    public static final String PROCESSOR = "media";

    private static final int BATCH = 50;

    /** Nobody waits for what this does. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    @Bean
    MediaCommands mediaCommands(CommandGateway commands, LifecycleProperties properties) {
        return new MediaCommands(commands, properties.deletion().patience());
    }

    @Bean
    DoomedMedia doomedMedia(JdbcClient jdbc) {
        return new DoomedMedia(jdbc);
    }

    @Bean
    MediaHandler mediaHandler(JdbcClient jdbc, Clock clock, MediaCommands commands) {
        return new MediaHandler(new MediaFates(jdbc, clock), commands);
    }

    @Bean
    ConfigurerModule mediaProcessor(MediaHandler handler, ProcessorProperties processors) {
        return LaterProcessors.of(PROCESSOR, handler, LaterProcessors.unhurried(processors.with(1, BATCH), MOMENT));
    }

    @Bean
    MediaDeletion mediaDeletion(
            DoomedMedia doomed,
            MediaStore store,
            MediaCommands commands,
            KeyShredder keys,
            LifecycleProperties properties,
            Clock clock,
            MeterRegistry meters) {
        return new MediaDeletion(doomed, store, commands, keys, properties.deletion(), clock, meters);
    }

    @Bean
    MediaLifecycle mediaLifecycle(
            EventProcessingConfiguration processing,
            DoomedMedia doomed,
            SentMessages sent,
            MediaDeletion deletion,
            LifecycleProperties properties,
            Environment environment,
            Clock clock) {
        DeletionProperties settings = properties.deletion();
        UnusedMedia unused = new UnusedMedia(
                doomed,
                sent,
                StoreKind.in(environment).isTransactional(),
                properties.attachWithin().plus(settings.unusedAfter()),
                settings.batch(),
                clock);
        return new MediaLifecycle(processing, unused, deletion, settings.every(), settings.patience());
    }
}
