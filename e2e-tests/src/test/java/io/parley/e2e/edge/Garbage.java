package io.parley.e2e.edge;

import io.parley.e2e.harness.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What no client should send: nearly right, quite wrong, or no text at all. The same for the same seed. */
final class Garbage {

    private static final List<String> FIELDS = List.of(
            "handle",
            "displayName",
            "password",
            "device",
            "refreshToken",
            "lastSeen",
            "kind",
            "with",
            "title",
            "members",
            "messageTtl",
            "expiresAt",
            "messageId",
            "text",
            "mediaId",
            "replyTo",
            "receipts",
            "chatId",
            "delivered",
            "read",
            "unknown",
            "__proto__",
            "@class",
            "@type");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "direct",
            "group",
            "everyone",
            "PT24H",
            "P1Y",
            "PT0.0001S",
            "-PT1H",
            "PT999999999H",
            "2026-01-01T00:00:00Z",
            "9999-12-31T23:59:60+99:99",
            "0",
            "-1",
            "1e400",
            "NaN",
            "9223372036854775808",
            "null",
            "true",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udfff\ud800",
            "\uFEFF",
            "\u202E",
            "%00",
            "%s%n",
            "' OR 1=1 --",
            "\"; DROP TABLE events.event; --",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "#{7*7}",
            "<script>",
            "\r\nX-Injected: yes",
            "e\u0301",
            "\uD83D\uDE80",
            "ﬁ",
            "İ",
            "ß");

    private static final List<String> WHOLE_BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "0",
            "\"\"",
            "{",
            "}",
            "[[[[",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1}{\"b\":2}",
            "nul",
            "{\"receipts\":[[]]}",
            "{\"receipts\":[1]}",
            "\u0000\u0001",
            "<xml/>",
            "a=b&c=d",
            "{\"handle\":\"a\",\"handle\":\"b\"}");

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "application/json;charset=UTF-16",
            "application/json; charset=nonsense",
            "application/problem+json",
            "text/plain",
            "application/xml",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "*/*",
            "x",
            "a/b/c");

    private static final List<String> QUERY_NAMES = List.of(
            "limit", "before", "after", "atLeast", "cursor", "handle", "lastEventId", "ticket", "next", "page", "sort");

    private static final List<String> HEADER_NAMES = List.of(
            "Parley-Position",
            "Last-Event-ID",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "If-None-Match",
            "Range",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "Traceparent",
            "Origin",
            "Cookie",
            "X-HTTP-Method-Override");

    private final Random random;
    private final List<String> ids;

    Garbage(Random random, List<String> ids) {
        this.random = random;
        this.ids = ids;
    }

    /** In one case of ten. */
    boolean rarely() {
        return random.nextInt(10) == 0;
    }

    /** Values for the variables of a path: real identifiers, invented ones, nonsense. */
    List<String> pathVariables(int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String value = identifier();
            values.add(value.isEmpty() ? "%20" : encoded(value));
        }
        return values;
    }

    /** A query of known and unknown parameters; often none. */
    String query(List<String> known) {
        StringBuilder query = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String name = known.isEmpty() || rarely() ? one(QUERY_NAMES) : one(known);
            query.append(i == 0 ? '?' : '&').append(name).append('=').append(encoded(parameter()));
        }
        return query.toString();
    }

    /** Headers that a client may set. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            headers.put(one(HEADER_NAMES), headerValue());
        }
        return headers;
    }

    /** A body's media type. */
    String contentType() {
        return one(CONTENT_TYPES);
    }

    /** A body. */
    byte[] body() {
        return switch (random.nextInt(8)) {
            case 0 -> one(WHOLE_BODIES).getBytes(StandardCharsets.UTF_8);
            case 1 -> bytes();
            case 2 -> broken(Json.write(object(0)).getBytes(StandardCharsets.UTF_8));
            default -> escapedSurrogates(Json.write(object(0))).getBytes(StandardCharsets.UTF_8);
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            object.put(one(FIELDS), value(depth));
        }
        return object;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 11)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble() * 1e300;
            case 5 -> identifier();
            case 6, 7 -> text();
            case 8 -> object(depth + 1);
            case 9 -> List.of();
            default -> List.of(object(depth + 1), object(depth + 1));
        };
    }

    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> "x".repeat(random.nextInt(10_000));
            case 1 -> new String(bytes(), StandardCharsets.UTF_8);
            case 2 -> "a\u0300".repeat(random.nextInt(5_000));
            default -> one(TEXTS);
        };
    }

    private String identifier() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> one(ids);
            case 2 -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> one(TEXTS);
        };
    }

    private String parameter() {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf(random.nextInt(200) - 20);
            case 1 -> String.valueOf(random.nextLong());
            default -> identifier();
        };
    }

    /** Without line breaks and control characters, which no client lets through. */
    private String headerValue() {
        return (random.nextBoolean() ? identifier() : parameter()).replaceAll("[^\\x20-\\x7e]", "");
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] broken(byte[] json) {
        if (json.length > 0) {
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        return json;
    }

    /** UTF-8 cannot carry half of a surrogate pair, JSON's escapes can. */
    private static String escapedSurrogates(String json) {
        StringBuilder escaped = new StringBuilder();
        for (char c : json.toCharArray()) {
            if (Character.isSurrogate(c)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
