package io.parley.e2e.endings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.e2e.harness.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody with an Ed25519 key of their own who knows the format of certificates. Shares no code with Parley: the canonical form is
 * written as docs/purge-certificate.md says that it can be.
 */
final class Forger {

    private final KeyPair pair;

    Forger() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    String keyId() throws GeneralSecurityException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    /** The public key in PEM. */
    String publicKey() {
        String der = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * Signs what stands there anew.
     *
     * @param keyId whose signature it is said to be
     */
    String signs(JsonNode certificate, String keyId) throws GeneralSecurityException {
        ObjectNode forged = (ObjectNode) certificate.deepCopy();
        forged.remove("signature");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(canonical(forged).getBytes(UTF_8));
        forged.putObject("signature")
                .put("keyId", keyId)
                .put("algorithm", "Ed25519")
                .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
        return forged.toString();
    }

    /** Members by name, no blanks: enough for text in ASCII and whole numbers, of which certificates are made. */
    private static String canonical(JsonNode json) {
        if (json.isObject()) {
            return json.propertyStream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(member -> Json.write(member.getKey()) + ":" + canonical(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return json.isArray()
                ? Json.each(json).map(Forger::canonical).collect(Collectors.joining(",", "[", "]"))
                : Json.write(json);
    }
}
