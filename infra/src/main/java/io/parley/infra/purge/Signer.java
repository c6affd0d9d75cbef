package io.parley.infra.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.SignedCertificate;
import io.parley.infra.signing.Ed25519;
import io.parley.infra.signing.Ed25519Signer;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Signs certificates with Ed25519: the canonical form (RFC 8785) of all but the signature itself. */
final class Signer implements CertificateSigner {

    private final Ed25519Signer key;

    Signer(Ed25519Signer key) {
        this.key = key;
    }

    @Override
    public SignedCertificate sign(PurgeCertificate certificate) {
        ObjectNode json = CertificateJson.of(certificate);
        byte[] signed = key.sign(CanonicalJson.of(json));
        ObjectNode signature = json.putObject(CertificateJson.SIGNATURE);
        signature.put("keyId", key.keyId());
        signature.put("algorithm", Ed25519.NAME);
        signature.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
        return new SignedCertificate(certificate.position(), new String(CanonicalJson.of(json), UTF_8));
    }
}
