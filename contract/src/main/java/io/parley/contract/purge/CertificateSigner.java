package io.parley.contract.purge;

/** Signs certificates, in the name of the store, whichever node does it. */
public interface CertificateSigner {

    /** Writes and signs a certificate. */
    SignedCertificate sign(PurgeCertificate certificate);
}
