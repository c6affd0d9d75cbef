package io.parley.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.PairClaims;
import io.parley.command.chat.TitleVault;
import io.parley.command.fanout.FanOutSaga;
import io.parley.command.message.MessageVault;
import io.parley.command.message.SentMessages;
import io.parley.command.session.RefreshGenerations;
import io.parley.command.session.SessionVault;
import io.parley.command.user.AccountStore;
import io.parley.command.user.ProfileVault;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.ResumableUploads;
import io.parley.contract.message.MessageReader;
import io.parley.contract.presence.ActivityFeed;
import io.parley.contract.presence.ActivityLog;
import io.parley.contract.presence.TypingFeed;
import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.SigningKeys;
import io.parley.contract.session.TokenKeys;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.media.lifecycle.MediaLifecycleConfiguration;
import io.parley.infra.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class InfraConfigurationTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void infraProvidesWhatTheOtherModulesAskForOnceEach() {
        try (AnnotationConfigApplicationContext context = start()) {
            for (Class<?> port : new Class<?>[] {
                EventTail.class,
                EventsByPosition.class,
                ProjectionProgress.class,
                SentMessages.class,
                MessageReader.class,
                MediaStore.class,
                EncryptedMediaStore.class,
                ResumableUploads.class,
                ProfileReader.class,
                TitleReader.class,
                Memberships.class,
                CertificateSigner.class,
                SigningKeys.class,
                Deletions.class,
                ActivityLog.class,
                ActivityFeed.class,
                TypingFeed.class,
                HandleDirectory.class,
                CredentialReader.class,
                TokenKeys.class,
                AccountStore.class,
                ProfileVault.class,
                PairClaims.class,
                TitleVault.class,
                ChatKeys.class,
                MessageVault.class,
                RefreshGenerations.class,
                SessionVault.class,
                DataSource.class,
                PlatformTransactionManager.class,
                JdbcClient.class,
                Clock.class,
                CommandGateway.class,
                QueryGateway.class
            }) {
                assertThat(context.getBeanProvider(port).getIfUnique())
                        .as(port.getSimpleName())
                        .isNotNull();
            }
            assertThat(context.getBean(Configuration.class)
                            .eventProcessingConfiguration()
                            .eventProcessors())
                    .containsOnlyKeys(
                            Processors.VIEWS,
                            Processors.HISTORY,
                            Processors.MAILBOX,
                            FanOutSaga.PROCESSOR,
                            Deletions.PROCESSOR,
                            MediaLifecycleConfiguration.PROCESSOR);
        }
    }

    private AnnotationConfigApplicationContext start() {
        HikariDataSource database = TestPostgres.freshDatabase();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "parley.db.url", database.getJdbcUrl(),
                                "parley.db.user", database.getUsername(),
                                "parley.db.password", database.getPassword(),
                                "parley.data-dir", folder.toString())));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.register(InfraConfiguration.class);
        context.refresh();
        return context;
    }
}
