package io.parley.api.purge;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.parley.contract.purge.SignedCertificate;

/**
 * A certificate as it was signed. It is handed on letter by letter: written anew it might no longer be what the signature is over.
 * {@link CertificateForm} says what it looks like.
 *
 * @param json the certificate, a JSON object
 */
record CertificateBody(@JsonValue @JsonRawValue String json) {

    static CertificateBody of(SignedCertificate certificate) {
        return new CertificateBody(certificate.json());
    }
}
