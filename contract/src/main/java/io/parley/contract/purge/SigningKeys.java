package io.parley.contract.purge;

import java.util.List;

/** The public keys by which certificates can be checked. */
public interface SigningKeys {

    /** All that ever signed, as far as they were kept; the one that signs now is the first. */
    List<SigningKey> all();

    /**
     * A public key.
     *
     * @param keyId what certificates call it: the first 16 hexadecimal digits of the SHA-256 of its DER form
     * @param algorithm how it signs
     * @param publicKey the key in PEM (RFC 7468)
     */
    record SigningKey(String keyId, String algorithm, String publicKey) {}
}
