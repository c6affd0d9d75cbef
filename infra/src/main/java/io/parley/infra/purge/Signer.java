package io.parley.infra.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.SignedCertificate;
import io.parley.contract.purge.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Signs certificates with Ed25519: the canonical form (RFC 8785) of all but the signature itself. */
final class Signer implements CertificateSigner, SigningKeys {

    private final PrivateKey key;
    private final String keyId;
    private final List<SigningKey> all;

    Signer(PrivateKey key, PublicKey publicKey, List<SigningKey> all) {
        this.key = key;
        this.keyId = Ed25519.keyId(publicKey);
        this.all = List.copyOf(all);
    }

    @Override
    public List<SigningKey> all() {
        return all;
    }

    @Override
    public SignedCertificate sign(PurgeCertificate certificate) {
        ObjectNode json = CertificateJson.of(certificate);
        byte[] signed = signature(CanonicalJson.of(json));
        ObjectNode signature = json.putObject(CertificateJson.SIGNATURE);
        signature.put("keyId", keyId);
        signature.put("algorithm", Ed25519.NAME);
        signature.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
        return new SignedCertificate(certificate.position(), new String(CanonicalJson.of(json), UTF_8));
    }

    private byte[] signature(byte[] content) {
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
