package io.parley.benchmarks.streams;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's HTTP interface, as far as it is needed here. */
public final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** At a server. */
    public Api(URI url) {
        this.url = url;
    }

    /** Where it is. */
    public URI url() {
        return url;
    }

    /** Somebody new, who has signed in. */
    public Person signUp() throws IOException, InterruptedException {
        String handle = "b_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String password = UUID.randomUUID().toString();
        post("/v1/users", "", Map.of("handle", handle, "displayName", "Bench", "password", password));
        JsonNode tokens = post("/v1/tokens", "", Map.of("handle", handle, "password", password, "device", "bench"));
        return new Person(
                tokens.path("userId").stringValue(), tokens.path("accessToken").stringValue());
    }

    /** The chat of two people. Returns its id. */
    public String openChat(Person one, Person other) throws IOException, InterruptedException {
        return post("/v1/chats", one.token(), Map.of("kind", "direct", "with", other.userId()))
                .path("chatId")
                .stringValue();
    }

    /** Says that somebody is doing something. */
    void act(Person person) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/presence"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + person.token())
                .PUT(BodyPublishers.ofString("{\"activity\":\"user\"}"))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("PUT /v1/presence: " + status);
        }
    }

    /** Sends a message. Completes with the status once it is durable. */
    CompletableFuture<Integer> send(String chatId, Person sender, String messageId) {
        String body = "{\"messageId\":\"" + messageId + "\",\"text\":\"See you at eight in front of the station.\"}";
        return client.sendAsync(
                        request("/v1/chats/" + chatId + "/messages", sender.token(), body), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private JsonNode post(String path, String token, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request(path, token, JSON.writeValueAsString(body)), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("POST %s: %d %s".formatted(path, response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest request(String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /**
     * Somebody who has signed in.
     *
     * @param userId who it is
     * @param token their access token
     */
    public record Person(String userId, String token) {

        /** Hides the token. */
        @Override
        public String toString() {
            return "Person[" + userId + "]";
        }
    }
}
