package io.parley.api.testing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user who is signed in and has a chat, made over plain sockets.
 *
 * @param token the access token
 * @param chatId the chat
 */
public record SignedIn(String token, String chatId) {

    /** Signs up two users, and lets the first open a chat with the second. */
    public static SignedIn on(RawHttp http) {
        String account =
                "{\"handle\":\"%s\",\"displayName\":\"Fuzzer\",\"password\":\"correct horse\",\"device\":\"x\"}";
        post(http, "/v1/users", "", account.formatted("fuzzer"));
        String other = field("userId", post(http, "/v1/users", "", account.formatted("other")));
        String token = field("accessToken", post(http, "/v1/tokens", "", account.formatted("fuzzer")));
        String chat = post(http, "/v1/chats", token, "{\"kind\":\"direct\",\"with\":\"" + other + "\"}");
        return new SignedIn(token, field("chatId", chat));
    }

    private static String post(RawHttp http, String path, String token, String body) {
        String request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return http.exchange(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in the answer");
        }
        return matcher.group(1);
    }
}
