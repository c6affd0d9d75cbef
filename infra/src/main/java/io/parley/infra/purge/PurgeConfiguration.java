package io.parley.infra.purge;

import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.Remains;
import io.parley.contract.purge.Rotations;
import io.parley.infra.keyring.MasterKeyPlace;
import io.parley.infra.keyring.MasterKeySetting;
import io.parley.infra.signing.Ed25519Signer;
import io.parley.infra.signing.SigningKeyFile;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What certificates of destruction are made from, outside the read tables and the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PurgeProperties.class)
public class PurgeConfiguration {

    private static final String KEY_FILE = "signing-key.pem";

    @Bean
    Ed25519Signer signingKey(PurgeProperties properties, MasterKeyPlace masterKey) {
        Path byDefault = masterKey.file().resolveSibling(KEY_FILE);
        Path file = MasterKeySetting.resolve("PARLEY_SIGNING_KEY", properties.signingKey(), byDefault);
        return new SigningKeyFile(file).open();
    }

    @Bean
    CertificateSigner certificateSigner(Ed25519Signer signingKey) {
        return new Signer(signingKey);
    }

    @Bean
    Deletions deletions(JdbcClient jdbc) {
        return new StoredDeletions(jdbc);
    }

    @Bean
    Remains remains(JdbcClient jdbc) {
        return new StoredRemains(jdbc);
    }

    @Bean
    Rotations rotations(JdbcClient jdbc) {
        return new StoredRotations(jdbc);
    }
}
