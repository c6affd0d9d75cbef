package io.parley.infra.keyring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the keyring.
 *
 * @param masterKey the file with the key-encryption keys, by a path or a {@code file:} URI; blank for
 *     {@code master-key.json} in the data folder
 * @param cachedLeafKeys how many unwrapped keys of messages, titles, profiles and devices a node keeps in memory, some 300 bytes each
 * @param cachedWrappingKeys how many unwrapped keys of chats and users it keeps
 * @param cacheFor how long it keeps one at most: so long may a node that missed the destruction of a key still use it
 * @param readBatch how many keys are read from the database by one statement at most
 */
@ConfigurationProperties("parley.keys")
public record KeyringProperties(
        @DefaultValue("") String masterKey,
        @DefaultValue("50000") int cachedLeafKeys,
        @DefaultValue("20000") int cachedWrappingKeys,
        @DefaultValue("10m") Duration cacheFor,
        @DefaultValue("500") int readBatch) {

    private static final int MOST_KEYS = 10_000_000;
    private static final int MOST_READ = 10_000;

    /** Refuses what cannot be. */
    public KeyringProperties {
        requireWithin("cached-leaf-keys", cachedLeafKeys, MOST_KEYS);
        requireWithin("cached-wrapping-keys", cachedWrappingKeys, MOST_KEYS);
        requireWithin("read-batch", readBatch, MOST_READ);
        if (cacheFor.isNegative() || cacheFor.isZero()) {
            throw new IllegalArgumentException("parley.keys.cache-for must be longer than nothing");
        }
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("parley.keys." + name + " must be 1 to " + most + ", not " + value);
        }
    }
}
