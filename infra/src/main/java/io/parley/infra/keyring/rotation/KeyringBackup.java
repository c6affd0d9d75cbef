package io.parley.infra.keyring.rotation;

import java.io.IOException;

/**
 * The copy of the keyring that a restore takes. It is written anew once all keys lie below the new key-encryption key and before the
 * old one is destroyed, for an older copy opens nothing after that.
 */
@FunctionalInterface
public interface KeyringBackup {

    /**
     * Writes the copy, in place of an older one. It must last when this returns. Blocking.
     *
     * @param kekId the key-encryption key that wraps the keyring now
     * @throws IOException if it cannot be written; then the old key-encryption key is kept until it can
     */
    void write(String kekId) throws IOException;
}
