package io.parley.infra.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Whether JSON has the form of a certificate: each member that there must be and no other, with one spelling for each value, so that what
 * is signed can be read in one way only.
 */
final class CertificateShape {

    private static final long LARGEST = 1L << 53; // beyond it, other languages read other numbers

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z]{1,64}");
    private static final Pattern KIND = Pattern.compile("retraction|expiry|purge|erasure");
    private static final Pattern ACTOR = Pattern.compile("user|time|operator");

    private final List<String> problems = new ArrayList<>();

    private CertificateShape() {}

    /** What is wrong with it; nothing if it has the form. */
    static List<String> problemsOf(JsonNode certificate) {
        CertificateShape shape = new CertificateShape();
        shape.certificate(certificate);
        return shape.problems;
    }

    private void certificate(JsonNode json) {
        String whose = "erasure".equals(json.path("kind").stringValue("")) ? "userId" : "chatId";
        members(
                json,
                "the certificate",
                List.of(
                        "version",
                        "kind",
                        whose,
                        "position",
                        "epoch",
                        "at",
                        "by",
                        "rule",
                        "messages",
                        "keys",
                        "rotation",
                        "stores",
                        "issuedAt",
                        "signature"));
        if (json.path("version").intValue(0) != 1) {
            problems.add("version is not 1, the only one that this program knows");
        }
        text(json, "kind", KIND);
        text(json, whose, UUID);
        number(json, "position", 1);
        text(json, "epoch", UUID);
        text(json, "at", TIME);
        text(json, "rule", WORD);
        text(json, "issuedAt", TIME);
        by(json.path("by"));
        messages(json.path("messages"));
        array(json, "keys").forEach(key -> matches(key, "a key", UUID));
        rotation(json.path("rotation"));
        array(json, "stores").forEach(this::store);
        members(json.path("signature"), "signature", List.of("keyId", "algorithm", "value"));
    }

    private void by(JsonNode by) {
        boolean user = "user".equals(by.path("kind").stringValue(""));
        members(by, "by", user ? List.of("kind", "userId") : List.of("kind"));
        text(by, "kind", ACTOR);
        if (user) {
            text(by, "userId", UUID);
        }
    }

    private void rotation(JsonNode rotation) {
        if ("due".equals(rotation.path("state").stringValue(""))) {
            members(rotation, "rotation", List.of("state"));
            return;
        }
        members(rotation, "rotation", List.of("state", "rotationId", "endedAt"));
        text(rotation, "state", Pattern.compile("done"));
        text(rotation, "rotationId", UUID);
        text(rotation, "endedAt", TIME);
    }

    private void store(JsonNode store) {
        members(store, "a store", List.of("store", "deleted", "remaining"));
        text(store, "store", WORD);
        number(store, "deleted", 0);
        number(store, "remaining", 0);
    }

    private void messages(JsonNode messages) {
        members(messages, "messages", List.of("count", "ranges", "digest", "items", "omitted"));
        number(messages, "count", 0);
        number(messages, "omitted", 0);
        text(messages, "digest", SHA_256);
        JsonNode items = array(messages, "items");
        items.forEach(this::item);
        array(messages, "ranges");
        if (problems.isEmpty()) {
            sequences(messages, items);
        }
    }

    private void item(JsonNode item) {
        members(item, "an item", List.of("sequence", "messageId", "ciphertextSha256"));
        number(item, "sequence", 1);
        text(item, "messageId", UUID);
        text(item, "ciphertextSha256", SHA_256);
    }

    /** The ranges are in order, and the items are the first messages of them. */
    private void sequences(JsonNode messages, JsonNode items) {
        long count = 0;
        long last = 0;
        int item = 0;
        for (JsonNode range : messages.path("ranges")) {
            long from = range.path(0).longValue(0);
            long to = range.path(1).longValue(0);
            if (!range.isArray() || range.size() != 2 || from <= last || to < from || to > LARGEST) {
                problems.add("the ranges are not in order");
                return;
            }
            count += to - from + 1;
            last = to;
            for (long next = from; next <= to && item < items.size(); next++) {
                if (items.path(item++).path("sequence").longValue() != next) {
                    problems.add("the items are not the first messages of the ranges");
                    return;
                }
            }
        }
        long counted = messages.path("count").longValue();
        if (count != counted || items.size() + messages.path("omitted").longValue() != counted || item < items.size()) {
            problems.add("count, ranges, items and omitted do not agree");
        }
    }

    private void members(JsonNode json, String what, Collection<String> names) {
        if (!json.isObject()) {
            problems.add(what + " is no object");
            return;
        }
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(json.propertyNames());
        Set<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(names);
        if (!missing.isEmpty()) {
            problems.add(what + " lacks " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            problems.add(what + " has members that version 1 does not know");
        }
    }

    private void text(JsonNode json, String name, Pattern pattern) {
        matches(json.path(name), name, pattern);
    }

    private void matches(JsonNode value, String what, Pattern pattern) {
        if (!value.isString() || !pattern.matcher(value.stringValue()).matches()) {
            problems.add(what + " is malformed");
        }
    }

    private void number(JsonNode json, String name, long least) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > LARGEST) {
            problems.add(name + " is malformed");
        }
    }

    private JsonNode array(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isArray()) {
            problems.add(name + " is no list");
        }
        return value;
    }
}
