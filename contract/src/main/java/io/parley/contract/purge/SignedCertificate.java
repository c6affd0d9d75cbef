package io.parley.contract.purge;

/**
 * What was destroyed, by what rule or whom, and which keys went: anybody who has the public key can check it.
 *
 * @param position the position in the log of the event that it certifies
 * @param json the certificate with its signature: a JSON object in the canonical form of RFC 8785, its member {@code signature} aside
 */
public record SignedCertificate(long position, String json) {}
