package io.parley.infra.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class RetentionPropertiesTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RetentionProperties.class)
    static class Settings {}

    @Test
    void withoutSettingsMessagesLiveAsLongAsTheirChatsSay() {
        runner.withPropertyValues("parley.retention.longest-ttl=", "parley.retention.direct-default-ttl=")
                .run(context -> {
                    RetentionProperties settings = context.getBean(RetentionProperties.class);
                    assertThat(settings.policy()).isEqualTo(RetentionPolicy.NONE);
                    assertThat(settings.includeExisting()).isFalse();
                });
    }

    @Test
    void settingsAreDurations() {
        runner.withPropertyValues(
                        "parley.retention.direct-default-ttl=1d",
                        "parley.retention.group-default-ttl=PT1S",
                        "parley.retention.longest-ttl=365d",
                        "parley.retention.include-existing=true")
                .run(context -> {
                    RetentionProperties settings = context.getBean(RetentionProperties.class);
                    assertThat(settings.policy())
                            .isEqualTo(new RetentionPolicy(
                                    Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofDays(365)));
                    assertThat(settings.includeExisting()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "longest-ttl=999ms",
                "longest-ttl=366d",
                "longest-ttl=1500001us",
                "longest-ttl=soon",
                "direct-default-ttl=0s",
                "group-default-ttl=-1s",
                "include-existing=true",
                "sweep-every=0s",
                "sweep-batch=0"
            })
    void whatMakesNoSenseStopsTheStart(String setting) {
        runner.withPropertyValues("parley.retention." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "group"})
    void noDefaultIsAboveTheMaximum(String kind) {
        String setting = "parley.retention." + kind + "-default-ttl";
        runner.withPropertyValues("parley.retention.longest-ttl=1d", setting + "=1d")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("parley.retention.longest-ttl=1d", setting + "=25h")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(setting));
    }
}
