package io.parley.infra.keyring;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The 256 bits of an unwrapped key, and what is done with them. They leave this object only to be wrapped, and for a service
 * that needs them as they are. Nothing that is printed shows them.
 */
final class AesKey {

    static final int SIZE = 32;

    private static final String HMAC = "HMACSHA256";
    private static final byte[] NO_SALT = {};

    private final byte[] bytes;

    AesKey(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a key has " + SIZE + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /** A new key from the operating system's randomness. */
    static AesKey random() {
        return new AesKey(Random.randBytes(SIZE));
    }

    /** Encrypts with AES-256-GCM under a random nonce: nonce, ciphertext and tag. */
    byte[] encrypt(byte[] plain, byte[] associatedData) {
        try {
            return new AesGcmJce(bytes).encrypt(plain, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had", e);
        }
    }

    /**
     * Decrypts what {@link #encrypt} made.
     *
     * @throws GeneralSecurityException if key, ciphertext and associated data do not belong together
     */
    byte[] decrypt(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        return new AesGcmJce(bytes).decrypt(sealed, associatedData);
    }

    /** A key for another purpose, derived by HKDF (RFC 5869) with SHA-256. */
    byte[] derive(String purpose) {
        try {
            return Hkdf.computeHkdf(HMAC, bytes, NO_SALT, purpose.getBytes(StandardCharsets.UTF_8), SIZE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF with SHA-256 is not to be had", e);
        }
    }

    /** A copy of the key itself. */
    byte[] export() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "AesKey[hidden]";
    }
}
