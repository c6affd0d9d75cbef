package io.parley.infra.keyring;

import com.google.crypto.tink.subtle.PrfHmacJce;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) in full length. */
final class HmacSha256 {

    private static final String NAME = "HMACSHA256";
    private static final int SIZE = 32;

    private HmacSha256() {}

    static byte[] compute(byte[] key, byte[] data) {
        try {
            return new PrfHmacJce(NAME, new SecretKeySpec(key, "HMAC")).compute(data, SIZE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
        }
    }
}
