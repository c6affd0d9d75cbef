package io.parley.infra.media.upload;

import io.parley.command.media.MediaVault;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaReader;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.ResumableUploads;
import io.parley.infra.keyring.KeyShredder;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Uploads that come in pieces. Needs the store of media, the intake and the keyring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadConfiguration {

    @Bean
    BlockingCalls uploadCalls(UploadProperties settings) {
        return new BlockingCalls(settings.threads(), settings.queue());
    }

    @Bean
    UploadLedger uploadLedger(
            JdbcClient jdbc,
            MediaVault vault,
            MediaReader reader,
            KeyShredder shredder,
            PlatformTransactionManager transactions,
            Clock clock,
            UploadProperties settings) {
        return new UploadLedger(
                new UploadTable(jdbc),
                vault,
                reader,
                shredder,
                new TransactionTemplate(transactions),
                clock,
                new SecureRandom(),
                settings);
    }

    @Bean
    UploadCleaner uploadCleaner(MediaStore store, UploadLedger ledger, BlockingCalls calls) {
        return new UploadCleaner(store, ledger, calls);
    }

    @Bean
    UploadSweep uploadSweep(UploadLedger ledger, UploadCleaner cleaner, UploadProperties settings) {
        return new UploadSweep(ledger, cleaner, settings);
    }

    @Bean
    ResumableUploads resumableUploads(
            UploadLedger ledger,
            UploadCleaner cleaner,
            BlockingCalls calls,
            EncryptedMediaStore store,
            MediaIntake intake,
            UploadProperties settings) {
        return new StoredUploads(
                ledger, new UploadLocks(ledger, calls, settings.lease()), cleaner, calls, store, intake, settings);
    }
}
