package io.parley.infra.media;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.MediaStore;
import io.parley.infra.media.breaker.GuardedMediaStore;
import io.parley.infra.media.content.MediaInspector;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import io.parley.infra.media.intake.Impressions;
import io.parley.infra.media.intake.StreamedMediaIntake;
import io.parley.infra.media.seaweedfs.EmbeddedSeaweed;
import io.parley.infra.media.thumbnail.Thumbnails;
import io.parley.infra.media.waveform.Waveforms;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupConfiguration;
import io.parley.infra.startup.StartupProgress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store of media, and what is found out and made of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
@Import(StartupConfiguration.class)
public class MediaConfiguration {

    @Bean
    OpenedStore openedMediaStore(
            MediaProperties properties,
            DataFolder folder,
            ObjectProvider<StartupProgress> progress,
            MeterRegistry meters) {
        OpenedStore opened = OpenedStore.open(properties, folder, progress.getIfAvailable(StartupProgress::silent));
        opened.server().ifPresent(server -> FunctionCounter.builder(
                        "parley.media.seaweedfs.restarts", server, EmbeddedSeaweed::restarts)
                .description("How often the SeaweedFS of this node had to be started anew")
                .register(meters));
        return opened;
    }

    /** Closed by what opened it. */
    @Bean(destroyMethod = "")
    MediaStore mediaStore(OpenedStore opened, MediaProperties properties, MeterRegistry meters) {
        return new GuardedMediaStore(opened.store(), properties.breaker(), meters);
    }

    @Bean
    TinkEncryptedMediaStore encryptedMediaStore(MediaStore store, MediaProperties properties, MeterRegistry meters) {
        return new TinkEncryptedMediaStore(store, properties.encryption(), meters);
    }

    @Bean
    MediaWatch mediaWatch(MediaStore store, MediaProperties properties, MeterRegistry meters) {
        return new MediaWatch(store, properties.checkEvery(), meters);
    }

    @Bean
    MediaHealth mediaHealthIndicator(MediaWatch watch) {
        return new MediaHealth(watch);
    }

    @Bean
    MediaInspector mediaInspector(MediaProperties properties) {
        return new MediaInspector(properties.content());
    }

    @Bean
    Thumbnails thumbnails(MediaProperties properties) {
        return new Thumbnails(properties.thumbnails());
    }

    @Bean
    StreamedMediaIntake mediaIntake(
            MediaInspector inspector,
            TinkEncryptedMediaStore encrypted,
            MediaStore store,
            Thumbnails thumbnails,
            Waveforms waveforms,
            MediaProperties properties) {
        return new StreamedMediaIntake(
                inspector,
                encrypted,
                store,
                new Impressions(thumbnails, waveforms, properties.intake()),
                properties.intake());
    }

    @Bean
    Waveforms waveforms(MediaProperties properties) {
        return new Waveforms(properties.waveforms());
    }
}
