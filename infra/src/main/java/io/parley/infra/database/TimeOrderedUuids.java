package io.parley.infra.database;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of time keep the inserts into an index together; the other 74 bits are
 * random.
 */
public final class TimeOrderedUuids implements Supplier<UUID> {

    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_12_BITS = 0x0FFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final RandomGenerator random;

    /** UUIDs with this clock's time and this source of randomness. */
    public TimeOrderedUuids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long high = clock.millis() << 16 | VERSION_7 | random.nextLong() & RANDOM_12_BITS;
        long low = VARIANT | random.nextLong() & RANDOM_62_BITS;
        return new UUID(high, low);
    }
}
