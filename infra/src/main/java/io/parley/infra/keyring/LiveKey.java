package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * An unwrapped key.
 *
 * @param keyId the key
 * @param kind what it is for
 * @param owner whose it is
 * @param parent the key that wraps it, if that is one of the keyring
 * @param key the key's bits
 */
record LiveKey(
        KeyId keyId, KeyKind kind, String owner, @Nullable Parent parent, AesKey key) {

    /**
     * What remains to be known of the wrapping key.
     *
     * @param keyId the wrapping key, which a rotation replaces
     * @param owner whose it is, which no rotation changes
     */
    record Parent(KeyId keyId, String owner) {}

    /** This key as the parent of others. */
    Parent asParent() {
        return new Parent(keyId, owner);
    }

    /** Encrypts content. */
    byte[] seal(byte[] plain) {
        return key.encrypt(plain, contentContext());
    }

    /**
     * Decrypts content.
     *
     * @throws GeneralSecurityException if this is no content of this key
     */
    byte[] open(byte[] sealed) throws GeneralSecurityException {
        return key.decrypt(sealed, contentContext());
    }

    /** What encrypted content is bound to: its purpose and whose it is, such as chat and message. No rotation changes it. */
    private byte[] contentContext() {
        if (parent == null || !kind.isLeaf()) {
            throw new IllegalStateException("only leaf keys encrypt content, not the key of a " + kind.stored());
        }
        return contentContext(kind, parent.owner(), owner);
    }

    static byte[] contentContext(KeyKind kind, String parentOwner, String owner) {
        return AssociatedData.of("parley/content/1", kind.stored(), parentOwner, owner);
    }
}
