package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes identifiers of keys: UUIDs of version 7 (RFC 9562, section 5.7), whose 48 bits of time keep the inserts into the
 * keyring's index together; the other 74 bits are random.
 */
final class TimeOrderedKeyIds implements Supplier<KeyId> {

    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_12_BITS = 0x0FFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final SecureRandom random;

    TimeOrderedKeyIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public KeyId get() {
        long high = clock.millis() << 16 | VERSION_7 | random.nextLong() & RANDOM_12_BITS;
        long low = VARIANT | random.nextLong() & RANDOM_62_BITS;
        return new KeyId(new UUID(high, low));
    }
}
