package io.parley.contract.media;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The key of one object of media, and of no other: 256 random bits, and the format in which they encrypt. Whoever has it can read
 * the object; once it is destroyed nobody can. It is kept as ciphertext where the object is mentioned, never beside the object.
 */
public final class MediaKey {

    /** How many bytes the key itself has. */
    public static final int SIZE = 32;

    private static final byte FIRST_FORMAT = 1;

    private final byte[] bits;

    private MediaKey(byte[] bits) {
        this.bits = bits;
    }

    /** A new key. */
    public static MediaKey random(SecureRandom random) {
        byte[] bits = new byte[SIZE];
        random.nextBytes(bits);
        return new MediaKey(bits);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is no key, or one for a format that is not known here
     */
    public static MediaKey decode(byte[] encoded) {
        if (encoded.length != 1 + SIZE || encoded[0] != FIRST_FORMAT) {
            throw new IllegalArgumentException("not the key of a media object");
        }
        return new MediaKey(Arrays.copyOfRange(encoded, 1, encoded.length));
    }

    /** The format's number, in one byte, and the key. */
    public byte[] encode() {
        byte[] encoded = new byte[1 + SIZE];
        encoded[0] = FIRST_FORMAT;
        System.arraycopy(bits, 0, encoded, 1, SIZE);
        return encoded;
    }

    /** A copy of the key itself. */
    public byte[] bits() {
        return bits.clone();
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MediaKey that && MessageDigest.isEqual(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "MediaKey[hidden]";
    }
}
