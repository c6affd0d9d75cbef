package io.parley.infra.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over fields of which each says how long it is, so that nothing can pass from one into the next. What is hashed begins with
 * what it is for, so that no hash of one kind is one of another.
 */
final class Hash {

    /** How many bytes a hash has. */
    static final int LENGTH = 32;

    private static final int MICROS = 1_000_000;

    private final MessageDigest digest = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** Begins one. */
    static Hash of(String purpose) {
        Hash hash = new Hash();
        return hash.text(purpose);
    }

    Hash number(long value) {
        number.clear();
        digest.update(number.putLong(value).array());
        return this;
    }

    Hash text(@Nullable String value) {
        return value == null ? number(-1) : bytes(value.getBytes(UTF_8));
    }

    Hash bytes(byte[] value) {
        number(value.length);
        digest.update(value);
        return this;
    }

    Hash id(UUID value) {
        return number(value.getMostSignificantBits()).number(value.getLeastSignificantBits());
    }

    Hash time(Instant value) {
        return number(Math.addExact(Math.multiplyExact(value.getEpochSecond(), MICROS), value.getNano() / 1_000));
    }

    byte[] end() {
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
