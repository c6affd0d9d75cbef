package io.parley.infra.purge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.infra.signing.Ed25519;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks certificates with nothing but public keys: their form, their signature, and their digest where they name all messages. */
public final class CertificateCheck {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, PublicKey> keys = new TreeMap<>();

    /** A check with these keys. */
    public CertificateCheck(Collection<PublicKey> keys) {
        keys.forEach(key -> this.keys.put(Ed25519.keyId(key), key));
    }

    /**
     * What a check brought to light, each in a sentence.
     *
     * @param passed what was checked and is right
     * @param failed what is not
     * @param notes what the certificate itself says is not done yet
     */
    public record Result(List<String> passed, List<String> failed, List<String> notes) {

        /** Whether nothing is wrong. */
        public boolean isGenuine() {
            return failed.isEmpty();
        }
    }

    /**
     * Reads one certificate, or a list of them as the server gives it.
     *
     * @throws IllegalArgumentException if it is no JSON, or names a member twice
     */
    public static List<JsonNode> parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isMissingNode()) {
                throw new IllegalArgumentException("it is empty");
            }
            JsonNode items = json.path("items");
            return items.isArray()
                    ? StreamSupport.stream(items.spliterator(), false).toList()
                    : List.of(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON, or not all of it is there, or it names a member twice");
        }
    }

    /** Checks one certificate. */
    public Result of(JsonNode certificate) {
        List<String> malformed = CertificateShape.problemsOf(certificate);
        if (!malformed.isEmpty()) {
            return new Result(List.of(), malformed, List.of());
        }
        List<String> passed = new ArrayList<>(List.of("form: version 1, nothing missing, nothing added"));
        List<String> failed = new ArrayList<>();
        signature(certificate, passed, failed);
        digest(certificate.path("messages"), passed, failed);
        return new Result(passed, failed, notes(certificate));
    }

    private void signature(JsonNode certificate, List<String> passed, List<String> failed) {
        JsonNode signature = certificate.path("signature");
        String keyId = signature.path("keyId").stringValue("");
        PublicKey key = keys.get(keyId);
        if (!Ed25519.NAME.equals(signature.path("algorithm").stringValue(""))) {
            failed.add("signature: the algorithm is not " + Ed25519.NAME);
        } else if (key == null) {
            failed.add("signature: made by the key " + shown(keyId) + ", which is none of those given ("
                    + String.join(", ", keys.keySet()) + ")");
        } else if (verifies(key, certificate, signature.path("value").stringValue(""))) {
            passed.add("signature: made by the key " + keyId + " over the canonical form (RFC 8785)");
        } else {
            failed.add("signature: not made by the key " + keyId + " over this content: it was altered, or forged");
        }
    }

    private static String shown(String keyId) {
        return keyId.matches("[0-9a-f]{16}") ? keyId : "of a malformed name";
    }

    private static boolean verifies(PublicKey key, JsonNode certificate, String value) {
        ObjectNode content = ((ObjectNode) certificate).deepCopy();
        content.remove(CertificateJson.SIGNATURE);
        try {
            byte[] signed = Base64.getUrlDecoder().decode(value);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(signed).equals(value)) {
                return false; // bits that mean nothing were altered
            }
            Signature signature = Signature.getInstance(Ed25519.NAME);
            signature.initVerify(key);
            signature.update(CanonicalJson.of(content));
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void digest(JsonNode messages, List<String> passed, List<String> failed) {
        long omitted = messages.path("omitted").longValue();
        long count = messages.path("count").longValue();
        if (omitted > 0) {
            passed.add("digest: not computed, since %d of %d messages are not named".formatted(omitted, count));
        } else if (digestOf(messages.path("items"))
                .equals(messages.path("digest").stringValue(""))) {
            passed.add("digest: right, over %d messages".formatted(count));
        } else {
            failed.add("digest: not that of the items");
        }
    }

    private static String digestOf(JsonNode items) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JsonNode item : items) {
                String line = item.path("sequence").longValue() + " "
                        + item.path("messageId").stringValue() + " "
                        + item.path("ciphertextSha256").stringValue() + "\n";
                digest.update(line.getBytes(US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<String> notes(JsonNode certificate) {
        List<String> notes = new ArrayList<>();
        if ("due".equals(certificate.path("rotation").path("state").stringValue(""))) {
            notes.add("rotation: still due when this was issued; backups, replicas and the database's log from before"
                    + " may still hold the keys");
        }
        for (JsonNode store : certificate.path("stores")) {
            long remaining = store.path("remaining").longValue();
            if (remaining > 0) {
                notes.add("store %s: %d left when this was issued"
                        .formatted(store.path("store").stringValue(), remaining));
            }
        }
        return notes;
    }
}
