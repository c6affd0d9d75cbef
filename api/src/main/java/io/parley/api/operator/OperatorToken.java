package io.parley.api.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The form of operators' tokens: random, and known as such by whoever finds one where it should not be. */
public final class OperatorToken {

    /** What each begins with, so that scanners for secrets find it. */
    static final String PREFIX = "parley_operator_";

    private static final int BYTES = 32;

    private OperatorToken() {}

    /** A new one. It is shown once, and then only its hash is kept. */
    public static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Its hash, in hexadecimal. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(digest(token));
    }

    /** Whether a token has a hash; the time that it takes tells nothing of the hash. */
    static boolean has(String token, String hash) {
        return MessageDigest.isEqual(
                hash(token).getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
