package io.parley.infra.keyring;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.TitleVault;
import io.parley.command.media.MediaVault;
import io.parley.command.message.MessageVault;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageReader;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StoreKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The keyring, and the vaults and readers that use it. Needs the tables of {@code db/work}, and the data folder if the key
 * file is to lie there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyringProperties.class)
public class KeyringConfiguration {

    static final String KEY_FILE = "master-key.json";

    private static final Set<KeyKind> MESSAGES = Set.of(KeyKind.MESSAGE);
    private static final Set<KeyKind> MEDIA = Set.of(KeyKind.MEDIA);
    private static final Set<KeyKind> TITLES = Set.of(KeyKind.TITLE);
    private static final Set<KeyKind> PROFILES = Set.of(KeyKind.PROFILE, KeyKind.DEVICE);

    @Bean
    KeyringTable keyringTable(DataSource dataSource, Clock clock) {
        return new KeyringTable(dataSource, clock);
    }

    @Bean
    MasterKeyPlace masterKeyPlace(KeyringProperties properties, DataFolder folder) {
        Path byDefault = folder.path().resolve(KEY_FILE);
        return new MasterKeyPlace(MasterKeySetting.resolve(properties.masterKey(), byDefault));
    }

    @Bean
    RotatingKeys keyEncryptionKeys(MasterKeyPlace place, KeyringTable table) {
        return new KeyFile(place.file()).open(table::isInUse);
    }

    @Bean
    KeyWrapping keyWrapping(KeyEncryptionKeys keyEncryptionKeys, Clock clock) {
        return new KeyWrapping(keyEncryptionKeys, new TimeOrderedKeyIds(clock, new SecureRandom()));
    }

    @Bean
    ServiceKeys serviceKeys(KeyringTable table, KeyWrapping wrapping) {
        return ServiceKeys.open(table, wrapping);
    }

    @Bean
    UnreadableContent unreadableContent(MeterRegistry meters) {
        return new UnreadableContent(meters);
    }

    @Bean
    KeyCache keyCache(KeyringProperties properties) {
        return new KeyCache(properties, Ticker.systemTicker());
    }

    @Bean
    Keyring keyring(
            KeyringTable table,
            KeyWrapping wrapping,
            KeyCache cache,
            UnreadableContent unreadable,
            KeyringProperties properties,
            Environment environment) {
        KeyLoader loader = new KeyLoader(table, wrapping, cache, unreadable);
        return new Keyring(wrapping, table, cache, loader, properties.readBatch(), StoreKind.in(environment));
    }

    @Bean
    KeyShredder keyShredder(KeyringTable table, Keyring keyring) {
        return new KeyShredder(table, keyring);
    }

    @Bean
    ShreddedElsewhere shreddedElsewhere(Keyring keyring) {
        return new ShreddedElsewhere(keyring);
    }

    @Bean
    Rewrapping rewrapping(
            DataSource dataSource,
            KeyringTable table,
            KeyWrapping wrapping,
            KeyCache cache,
            UnreadableContent unreadable) {
        return new Rewrapping(new RewrapTable(dataSource), table, wrapping, cache, unreadable);
    }

    @Bean
    ContentOpener contentOpener(Keyring keyring, UnreadableContent unreadable) {
        return new ContentOpener(keyring, unreadable);
    }

    @Bean
    MessageVault messageVault(Keyring keyring) {
        return new KeyringMessageVault(keyring);
    }

    @Bean
    MessageReader messageReader(ContentOpener opener) {
        return contents -> opener.open(contents, MESSAGES, MessageCodec::decode);
    }

    @Bean
    MediaVault mediaVault(Keyring keyring) {
        return new KeyringMediaVault(keyring);
    }

    @Bean
    MediaReader mediaReader(ContentOpener opener) {
        return contents -> opener.open(contents, MEDIA, MediaCodec::decode);
    }

    @Bean
    ChatKeys chatKeys(Keyring keyring) {
        return new KeyringChatKeys(keyring);
    }

    @Bean
    TitleVault titleVault(Keyring keyring) {
        return new KeyringTitleVault(keyring);
    }

    @Bean
    TitleReader titleReader(ContentOpener opener) {
        return contents -> opener.open(contents, TITLES, NameCodec::decode);
    }

    @Bean
    KeyringUserVault userVault(Keyring keyring) {
        return new KeyringUserVault(keyring);
    }

    @Bean
    ProfileReader profileReader(ContentOpener opener) {
        return contents -> opener.open(contents, PROFILES, NameCodec::decode);
    }
}
