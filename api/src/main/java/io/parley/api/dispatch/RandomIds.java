package io.parley.api.dispatch;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Random identifiers (UUID version 4) for the event loop. The JDK's default generator reads {@code /dev/urandom} at times,
 * which blocks; this one is a deterministic random bit generator (NIST SP 800-90A) that was seeded from there once.
 */
@Component
public final class RandomIds {

    private final SecureRandom random;

    /** Seeds the generator; blocks, so not on the event loop. */
    public RandomIds() {
        try {
            random = SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime since 9 has a DRBG", e);
        }
        random.nextInt();
    }

    /** The next identifier. */
    public UUID next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        long high = number(bytes, 0) & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long low = number(bytes, 8) & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + 8; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
