package io.parley.audit.proof;

import io.parley.infra.seal.Seal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Seals as they stand in files. Bytes are in hexadecimal. */
final class SealJson {

    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST_PATH = 64;

    private SealJson() {}

    static ObjectNode of(Seal seal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", seal.number());
        json.put("epoch", seal.epoch().toString());
        json.put("firstPosition", seal.firstPosition());
        json.put("lastPosition", seal.lastPosition());
        json.put("chains", seal.chains());
        json.put("root", HEX.formatHex(seal.root()));
        json.put("history", HEX.formatHex(seal.history()));
        json.put("sealedAt", seal.sealedAt().toString());
        json.put("keyId", seal.keyId());
        json.put("signature", HEX.formatHex(seal.signature()));
        return json;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence, if it is none
     */
    static Seal read(JsonNode json) {
        try {
            return new Seal(
                    json.path("number").longValue(),
                    UUID.fromString(json.path("epoch").stringValue()),
                    json.path("firstPosition").longValue(),
                    json.path("lastPosition").longValue(),
                    json.path("chains").intValue(),
                    bytes(json.path("root")),
                    bytes(json.path("history")),
                    Instant.parse(json.path("sealedAt").stringValue()),
                    json.path("keyId").stringValue(),
                    bytes(json.path("signature")));
        } catch (DateTimeException | IllegalArgumentException | tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("a seal in it is not complete", e);
        }
    }

    static void path(ObjectNode into, String name, List<byte[]> path) {
        var array = into.putArray(name);
        path.forEach(hash -> array.add(HEX.formatHex(hash)));
    }

    static List<byte[]> path(JsonNode json) {
        if (!json.isArray() || json.size() > LONGEST_PATH) {
            throw new IllegalArgumentException("a path in it is none");
        }
        List<byte[]> path = new ArrayList<>();
        json.forEach(hash -> path.add(bytes(hash)));
        return path;
    }

    private static byte[] bytes(JsonNode json) {
        return HEX.parseHex(json.stringValue(""));
    }
}
