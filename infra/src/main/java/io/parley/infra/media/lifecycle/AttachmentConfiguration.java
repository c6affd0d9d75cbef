package io.parley.infra.media.lifecycle;

import io.parley.command.media.Attachments;
import io.parley.command.media.MediaClaims;
import io.parley.command.media.MediaVault;
import io.parley.contract.media.MediaReader;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets messages take up what was uploaded. Needs the tables of {@code db/work} and the keyring, but no store of media. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties(LifecycleProperties.class)
public class AttachmentConfiguration {

    @Bean
    MediaTable mediaClaims(JdbcClient jdbc) {
        return new MediaTable(jdbc);
    }

    @Bean
    Attachments attachments(MediaClaims claims, MediaReader reader, MediaVault vault, LifecycleProperties properties) {
        return new Attachments(claims, reader, vault, properties.attachWithin());
    }
}
