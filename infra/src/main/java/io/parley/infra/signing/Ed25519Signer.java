package io.parley.infra.signing;

import io.parley.contract.purge.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/** Signs with the platform's key. What it signs must say itself what it is, so that no signature serves for something else. */
public final class Ed25519Signer implements SigningKeys {

    private final PrivateKey key;
    private final String keyId;
    private final List<SigningKey> all;

    Ed25519Signer(PrivateKey key, PublicKey publicKey, List<SigningKey> all) {
        this.key = key;
        this.keyId = Ed25519.keyId(publicKey);
        this.all = List.copyOf(all);
    }

    /** One with a new key, which is kept nowhere. */
    public static Ed25519Signer withNewKey() {
        try {
            PrivateKey key = Ed25519.privateKey(Ed25519.generate());
            PublicKey publicKey = Ed25519.publicKey(key);
            return new Ed25519Signer(key, publicKey, List.of(Ed25519.described(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    @Override
    public List<SigningKey> all() {
        return all;
    }

    /** What the key that signs is called. */
    public String keyId() {
        return keyId;
    }

    /** Signs: 64 bytes (RFC 8032). */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(Ed25519.NAME);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }
}
