package io.parley.infra.keyring;

import java.security.GeneralSecurityException;

/**
 * The port to the key-encryption keys, which wrap the keyring's chat, user and service keys and lie outside PostgreSQL: in a
 * file, or in a key management service. There may be several, of which one wraps what is new; the others still unwrap what is
 * old, until a rotation has wrapped it anew.
 */
public interface KeyEncryptionKeys {

    /** The identifier of the key that wraps what is new; stored beside what it wraps, at most 200 characters. */
    String currentId();

    /**
     * Wraps a key.
     *
     * @param keyId which key-encryption key
     * @param key the key's bytes
     * @param associatedData what must be given again to unwrap it
     * @throws GeneralSecurityException if there is no such key-encryption key
     */
    byte[] wrap(String keyId, byte[] key, byte[] associatedData) throws GeneralSecurityException;

    /**
     * Unwraps a key.
     *
     * @throws GeneralSecurityException if there is no such key-encryption key, or it did not wrap this key with this associated
     *     data
     */
    byte[] unwrap(String keyId, byte[] wrapped, byte[] associatedData) throws GeneralSecurityException;
}
