package io.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeApplication;
import io.parley.api.testing.RawHttp;
import io.parley.api.testing.SignedIn;
import io.parley.api.testing.TestFixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Whatever is sent, the answer is no 5xx, and every refusal is a problem. */
class BadInputProperties {

    private static final int TRIES = 2_000;
    private static final List<String> CALLS = List.of(
            "POST /v1/users",
            "POST /v1/tokens",
            "PATCH /v1/me",
            "POST /v1/chats",
            "PATCH /v1/chats/CHAT",
            "PUT /v1/chats/CHAT/members/5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11",
            "POST /v1/chats/CHAT/messages",
            "DELETE /v1/chats/CHAT/messages/5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11",
            "PUT /v1/operator/chats/CHAT/hold",
            "POST /v1/receipts");
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
            "role",
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
            "unknown");

    private static @Nullable ConfigurableApplicationContext context;
    private static @Nullable SignedIn signedIn;
    private static RawHttp http = new RawHttp(0);

    @BeforeContainer
    static void start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(EdgeApplication.class)
                .initializers(
                        starting -> starting.getBeanFactory().registerSingleton("testFixtures", new TestFixtures()))
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "parley.passwords.memory=64KB",
                        "parley.passwords.iterations=1",
                        "parley.limits.sign-ins-per-minute=1000000",
                        "parley.limits.failed-sign-ins-per-minute=1000000",
                        "parley.limits.message-burst=1000000")
                .run();
        context = started;
        http = new RawHttp(
                Integer.parseInt(Objects.requireNonNull(started.getEnvironment().getProperty("local.server.port"))));
        signedIn = SignedIn.on(http);
    }

    @AfterContainer
    static void stop() {
        Objects.requireNonNull(context).close();
    }

    @Property(tries = TRIES)
    void anyBodyIsAnsweredWithoutAFault(@ForAll("calls") String call, @ForAll("bodies") String body) {
        assertNoFault(request(call, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = TRIES)
    void anyBytesAsABodyAreAnsweredWithoutAFault(@ForAll("calls") String call, @ForAll byte[] body) {
        assertNoFault(request(call, "Content-Type: application/json\r\n", body));
    }

    @Property(tries = TRIES)
    void anyPathIsAnsweredWithoutAFault(@ForAll("methods") String method, @ForAll("paths") String path) {
        assertNoFault(request(method + " " + path, "", new byte[0]));
    }

    @Property(tries = TRIES)
    void anyHeaderIsAnsweredWithoutAFault(
            @ForAll("reads") String call, @ForAll("headerNames") String name, @ForAll("headerValues") String value) {
        assertNoFault(request(call, name + ": " + value + "\r\n", new byte[0]));
    }

    @Property(tries = TRIES)
    void anyBytesAtAllAreAnsweredWithoutAFault(@ForAll byte[] bytes) {
        assertNoFault(http.exchange(Arrays.concatenate(bytes, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
    }

    private static String request(String call, String headers, byte[] body) {
        SignedIn user = Objects.requireNonNull(signedIn);
        String head = call.replace("CHAT", user.chatId()) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Authorization: Bearer " + user.token() + "\r\nContent-Length: " + body.length + "\r\n" + headers
                + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return http.exchange(whole);
    }

    private static void assertNoFault(String answer) {
        if (answer.isEmpty()) {
            return; // the connection was closed on what is not HTTP, or more was waited for
        }
        assertThat(answer).matches("(?s)HTTP/1\\.[01] [1234].*");
        if (answer.startsWith("4", 9)) {
            assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
        }
        assertThat(answer).doesNotContain("java.", "io.parley", "Exception");
    }

    @Provide
    Arbitrary<String> calls() {
        return Arbitraries.of(CALLS);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get");
    }

    @Provide
    Arbitrary<String> reads() {
        return Arbitraries.of(
                "GET /v1/me",
                "GET /v1/chats",
                "GET /v1/chats/CHAT/messages",
                "GET /v1/chats/CHAT/purges",
                "POST /v1/receipts");
    }

    @Provide
    Arbitrary<String> headerNames() {
        return Arbitraries.of(
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Authorization",
                "Content-Encoding",
                "Content-Length",
                "Content-Type",
                "Cookie",
                "Expect",
                "Forwarded",
                "Host",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "Origin",
                "Parley-Position",
                "Range",
                "Transfer-Encoding",
                "Upgrade",
                "X-Forwarded-For",
                "X-HTTP-Method-Override");
    }

    @Provide
    Arbitrary<String> headerValues() {
        Arbitrary<String> plausible = Arbitraries.of(
                "",
                "*/*",
                "application/json",
                "application/json;charset=UTF-16",
                "a/b;q=2",
                "bytes=0-",
                "100-continue",
                "gzip",
                "chunked",
                "h2c",
                "websocket",
                "Bearer x",
                "0",
                "-1",
                "0e0c4d5e-0000-4000-8000-000000000001.1",
                "0e0c4d5e-0000-4000-8000-000000000001.9999999999",
                "*",
                "\"x\"",
                "null");
        return Arbitraries.oneOf(
                plausible, Arbitraries.strings().ofMaxLength(40).filter(BadInputProperties::isOneLine));
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> segment = Arbitraries.oneOf(
                Arbitraries.of(
                        "v1",
                        "users",
                        "chats",
                        "messages",
                        "receipts",
                        "purges",
                        "operator",
                        "hold",
                        "CHAT",
                        "status",
                        "tokens",
                        "..",
                        "."),
                Arbitraries.of(
                        "%00", "%2e%2e", "%2f", "%zz", "%", "%c3%28", "%ed%a0%80", ";x=y", "{id}", "[", "|", "\\"),
                Arbitraries.strings().ofMaxLength(12).filter(BadInputProperties::isOneLine));
        Arbitrary<String> path = segment.list().ofMaxSize(6).map(parts -> "/v1/" + String.join("/", parts));
        Arbitrary<String> parameter = Combinators.combine(
                        Arbitraries.of(
                                "limit", "before", "after", "cursor", "atLeast", "handle", "ticket", "x", "", "%"),
                        Arbitraries.oneOf(
                                Arbitraries.of(
                                        "1",
                                        "0",
                                        "-1",
                                        "1e9",
                                        "LDE",
                                        "MSw",
                                        "%00",
                                        "%c3",
                                        "%zz",
                                        "&",
                                        "=",
                                        "9".repeat(30)),
                                Arbitraries.strings().ofMaxLength(12).filter(BadInputProperties::isOneLine)))
                .as((name, value) -> name + "=" + value);
        Arbitrary<String> query =
                parameter.list().ofMaxSize(4).map(all -> all.isEmpty() ? "" : "?" + String.join("&", all));
        Arbitrary<String> known = Arbitraries.of(
                "/v1/users", "/v1/chats", "/v1/chats/CHAT/messages", "/v1/chats/CHAT/purges", "/actuator/health");
        return Combinators.combine(Arbitraries.oneOf(path, known), query).as(String::concat);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> broken = Combinators.combine(
                        object(3), Arbitraries.integers().between(0, 200), Arbitraries.chars())
                .as((json, at, c) ->
                        at >= json.length() ? json + c : json.substring(0, at) + c + json.substring(at + 1));
        return Arbitraries.frequencyOf(Tuple.of(4, object(3)), Tuple.of(1, broken), Tuple.of(1, value(3)));
    }

    private static Arbitrary<String> object(int depth) {
        Arbitrary<String> member = Combinators.combine(Arbitraries.of(FIELDS), value(depth - 1))
                .as((name, value) -> "\"" + name + "\":" + value);
        return member.list().ofMaxSize(6).map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "false", "0", "-0", "1", "1.0", "-1", "1e400", "9223372036854775808", "1E-9"),
                Arbitraries.of(
                        "\"direct\"",
                        "\"group\"",
                        "\"admin\"",
                        "\"nobody\"",
                        "\"PT1H\"",
                        "\"P1W\"",
                        "\"PT999999999H999999999M\"",
                        "\"9999-12-31T23:59:60+99:99\"",
                        "\"\"",
                        "\" \"",
                        "\"\\u0000\"",
                        "\"\\ud800\""),
                Arbitraries.of("\"5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11\"", "\"fuzzer\"", "\"correct horse\""),
                Arbitraries.strings().ofMaxLength(80).map(BadInputProperties::quoted));
        if (depth <= 0) {
            return scalar;
        }
        Arbitrary<String> array =
                value(depth - 1).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalar), Tuple.of(1, array), Tuple.of(1, Arbitraries.lazy(() -> object(depth))));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> json.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : (char) c));
        return json.append('"').toString();
    }
}
