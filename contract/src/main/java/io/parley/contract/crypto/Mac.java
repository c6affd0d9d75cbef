package io.parley.contract.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * An HMAC-SHA-256 (RFC 2104) of a message's content under that message's own key: tells whether two contents are the same
 * without telling what they are, and tells nothing once the key is gone.
 *
 * @param bytes 32 bytes
 */
public record Mac(byte[] bytes) {

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Mac that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Mac[" + bytes.length + " bytes]";
    }
}
