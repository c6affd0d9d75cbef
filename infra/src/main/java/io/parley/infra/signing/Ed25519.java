package io.parley.infra.signing;

import com.google.crypto.tink.subtle.Ed25519Sign;
import io.parley.contract.purge.SigningKeys.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Keys of Ed25519 (RFC 8032) as they stand in files: PKCS#8 and SubjectPublicKeyInfo, in PEM (RFC 7468). */
public final class Ed25519 {

    /** The algorithm's name, in the JDK and in certificates. */
    public static final String NAME = "Ed25519";

    private static final int ID_LENGTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    /** What comes before the 32 bytes of a public key in its DER form (RFC 8410). */
    private static final byte[] PUBLIC_PREFIX = HEX.parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** A new private key in PEM. */
    static String generate() {
        try {
            return pem(
                    "PRIVATE KEY",
                    KeyPairGenerator.getInstance(NAME)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /**
     * Reads a private key.
     *
     * @throws GeneralSecurityException if it is none
     */
    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
    }

    /** The public key of a private key, whose file need not have it. */
    static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not tell its bytes"));
        byte[] bytes = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
        byte[] der = new byte[PUBLIC_PREFIX.length + bytes.length];
        System.arraycopy(PUBLIC_PREFIX, 0, der, 0, PUBLIC_PREFIX.length);
        System.arraycopy(bytes, 0, der, PUBLIC_PREFIX.length, bytes.length);
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der));
    }

    /**
     * Reads a public key.
     *
     * @throws GeneralSecurityException if it is none
     */
    public static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
    }

    /** What certificates call a public key. */
    public static String keyId(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HEX.formatHex(hash).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static SigningKey described(PublicKey key) {
        return new SigningKey(keyId(key), NAME, pem("PUBLIC KEY", key.getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(String pem, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("there is no " + label + " in PEM");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the PEM is damaged");
        }
    }
}
