package io.parley.contract.crypto;

import io.parley.contract.id.KeyId;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Content as it rests: encrypted with AES-256-GCM (NIST SP 800-38D) under a leaf key of its own, padded to a size class
 * before, so that its length tells little. When the leaf key is destroyed, this is noise for ever.
 *
 * @param keyId the leaf key in the keyring
 * @param bytes nonce, ciphertext and tag, as Google Tink lays them out
 */
public record Ciphertext(KeyId keyId, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Ciphertext that && keyId.equals(that.keyId) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * keyId.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Ciphertext[key=" + keyId + ", " + bytes.length + " bytes]";
    }

    /** The bytes in hexadecimal, for the audit tool and for tests. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
