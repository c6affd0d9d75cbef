package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class MediaPropertiesTest {

    private final ApplicationContextRunner settings =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void theDefaultIsAFolderThatNeedsNothing() {
        settings.run(context -> {
            MediaProperties properties = context.getBean(MediaProperties.class);
            assertThat(properties.store()).isEqualTo(MediaProperties.Kind.FOLDER);
            assertThat(properties.seaweedfs().embedded()).isTrue();
        });
    }

    @Test
    void aFilerThatIsNamedIsNotStarted() {
        settings.withPropertyValues("parley.media.store=seaweedfs", "parley.media.seaweedfs.filer=http://filer:8888")
                .run(context -> assertThat(context.getBean(MediaProperties.class)
                                .seaweedfs()
                                .embedded())
                        .isFalse());
    }

    @Test
    void keysAreInNoLogLine() {
        settings.withPropertyValues("parley.media.s3.access-key=who", "parley.media.s3.secret-key=hush")
                .run(context -> assertThat(
                                context.getBean(MediaProperties.class).toString())
                        .doesNotContain("who", "hush"));
    }

    @ParameterizedTest
    @CsvSource({
        "store, floppy",
        "check-every, 0s",
        "folder.threads, 0",
        "folder.queue, 0",
        "remote.connections, 0",
        "remote.waiting, -1",
        "remote.connect-timeout, 0s",
        "remote.response-timeout, 1h",
        "remote.idle-timeout, -1s",
        "seaweedfs.filer, filer:8888",
        "seaweedfs.filer, http://filer:8888/path",
        "seaweedfs.folder, media",
        "seaweedfs.folder, /a/../b",
        "seaweedfs.folder, /",
        "seaweedfs.start-timeout, 0s",
        "seaweedfs.longest-restart, 1ms",
        "seaweedfs.first-restart, 40s",
        "s3.endpoint, s3.example.com",
        "s3.bucket, A/B",
        "s3.region, ''",
        "waveforms.threads, 0",
        "waveforms.queue, 0",
        "waveforms.timeout, 1h"
    })
    void whatCannotBeIsRefused(String name, String value) {
        settings.withPropertyValues("parley.media." + name + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MediaProperties.class)
    static class Settings {}
}
