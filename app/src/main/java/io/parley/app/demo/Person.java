package io.parley.app.demo;

import io.parley.app.client.Http;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who has an account and is signed in: what they can do, through the public interface. */
final class Person {

    private final Http http;
    private final String name;
    private final String userId;
    private final String token;

    private Person(Http http, String name, String userId, String token) {
        this.http = http;
        this.name = name;
        this.userId = userId;
        this.token = token;
    }

    /** Makes a new account, under a handle that nobody has, and signs in. */
    static Person register(Http http, String name) {
        String handle = newHandle(name);
        String password = UUID.randomUUID().toString();
        http.post("/v1/users", null, Map.of("handle", handle, "displayName", name, "password", password));
        JsonNode tokens =
                http.post("/v1/tokens", null, Map.of("handle", handle, "password", password, "device", "demo"));
        return new Person(http, name, text(tokens, "userId"), text(tokens, "accessToken"));
    }

    /** Makes an account for somebody who never signs in; gives its id. */
    static String enrol(Http http, String name) {
        Map<String, String> account = Map.of(
                "handle", newHandle(name),
                "displayName", name,
                "password", UUID.randomUUID().toString());
        return text(http.post("/v1/users", null, account), "userId");
    }

    private static String newHandle(String name) {
        String random = UUID.randomUUID().toString().replace("-", "");
        return name.toLowerCase(Locale.ROOT) + "_" + random.substring(0, 12);
    }

    String name() {
        return name;
    }

    String userId() {
        return userId;
    }

    /** Opens a direct chat; gives its id. */
    String openChatWith(Person other) {
        return text(http.post("/v1/chats", token, Map.of("kind", "direct", "with", other.userId)), "chatId");
    }

    /** Opens a group; gives its id. */
    String openGroup(String title, List<Person> others) {
        return openGroupOf(title, others.stream().map(Person::userId).toList());
    }

    /** Opens a group with users by their ids; gives its id. */
    String openGroupOf(String title, List<String> userIds) {
        return text(
                http.post("/v1/chats", token, Map.of("kind", "group", "title", title, "members", userIds)), "chatId");
    }

    /** Adds somebody to a group. */
    void add(String chatId, Person other) {
        http.put("/v1/chats/" + chatId + "/members/" + other.userId, token);
    }

    /** Removes somebody from a group. */
    void remove(String chatId, Person other) {
        http.delete("/v1/chats/" + chatId + "/members/" + other.userId, token);
    }

    /** Sends a message; gives its sequence. */
    long send(String chatId, String text) {
        Map<String, String> message = Map.of("messageId", UUID.randomUUID().toString(), "text", text);
        return http.post("/v1/chats/" + chatId + "/messages", token, message)
                .path("sequence")
                .asLong();
    }

    /** Says that all messages up to a sequence arrived on the device, or were read. */
    void acknowledge(String chatId, String mark, long sequence) {
        http.post("/v1/receipts", token, Map.of("receipts", List.of(Map.of("chatId", chatId, mark, sequence))));
    }

    /** Opens a stream, from now on or from where an earlier one broke off. */
    EventStream listen(@Nullable String lastEventId) {
        return new EventStream(http.stream("/v1/events", token, lastEventId));
    }

    JsonNode history(String chatId) {
        return http.get("/v1/chats/" + chatId + "/messages", token).path("items");
    }

    JsonNode inbox() {
        return http.get("/v1/chats", token).path("items");
    }

    private static String text(JsonNode answer, String field) {
        return answer.path(field).asString("");
    }
}
