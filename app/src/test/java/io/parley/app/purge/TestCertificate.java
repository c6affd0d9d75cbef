package io.parley.app.purge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.infra.purge.CanonicalJson;
import io.parley.infra.signing.Ed25519;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A certificate that is written by hand, as docs/purge-certificate.md says, and signed with a key of its own. */
final class TestCertificate {

    static final String CHAT = UUID.randomUUID().toString();
    static final String KEY = UUID.randomUUID().toString();

    private final KeyPair pair;

    TestCertificate() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String keyId() {
        return Ed25519.keyId(pair.getPublic());
    }

    String publicKey() {
        String der = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n";
    }

    static String messageId(long sequence) {
        return new UUID(7, sequence).toString();
    }

    /** The certificate of a purge of some messages. */
    ObjectNode purge(int messages) {
        return signed("purge", "request", messages);
    }

    ObjectNode retraction() {
        return signed("retraction", "request", 1);
    }

    private ObjectNode signed(String kind, String rule, int messages) {
        ObjectNode json = (ObjectNode) JsonMapper.shared()
                .readTree("""
                {"version":1,"kind":"%s","chatId":"%s","position":9,"epoch":"%s","at":"2026-03-01T12:00:00.000Z",
                "by":{"kind":"time"},"rule":"%s","messages":{"count":%d,"ranges":[[1,%d]],"omitted":0},"keys":["%s"],
                "rotation":{"state":"due"},"stores":[{"store":"history","deleted":3,"remaining":0}],
                "issuedAt":"2026-03-01T12:00:01.000Z"}""".formatted(kind, CHAT, UUID.randomUUID(), rule, messages, messages, KEY));
        items((ObjectNode) json.path("messages"), messages);
        return sign(json);
    }

    private static void items(ObjectNode json, int messages) {
        ArrayNode items = json.putArray("items");
        StringBuilder lines = new StringBuilder();
        for (int sequence = 1; sequence <= messages; sequence++) {
            String hash = hash("ciphertext " + sequence);
            items.addObject()
                    .put("sequence", sequence)
                    .put("messageId", messageId(sequence))
                    .put("ciphertextSha256", hash);
            lines.append(sequence + " " + messageId(sequence) + " " + hash + "\n");
        }
        json.put("digest", hash(lines.toString()));
    }

    private ObjectNode sign(ObjectNode json) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(CanonicalJson.of(json));
            json.putObject("signature")
                    .put("keyId", keyId())
                    .put("algorithm", "Ed25519")
                    .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
            return json;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
