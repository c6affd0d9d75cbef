package io.parley.benchmarks.rival;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs pairs up at Parley and opens their chats, before anything is measured. */
final class ParleyAccounts {

    /**
     * A direct chat of two.
     *
     * @param chatId its id
     * @param senderToken with which one sends
     * @param readerToken with which the other reads
     */
    record Chat(String chatId, String senderToken, String readerToken) {

        /** Hides the tokens. */
        @Override
        public String toString() {
            return "Chat[" + chatId + "]";
        }
    }

    private record Account(String userId, String token) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int REFUSED = 300;
    private static final int HANDLE = 20;

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ParleyAccounts(URI server) {
        this.server = server;
    }

    Chat newChat() throws IOException, InterruptedException {
        Account sender = signUp();
        Account reader = signUp();
        JsonNode chat = post("/v1/chats", sender.token(), Map.of("kind", "direct", "with", reader.userId()));
        return new Chat(chat.path("chatId").stringValue(), sender.token(), reader.token());
    }

    private Account signUp() throws IOException, InterruptedException {
        String handle = "b_" + UUID.randomUUID().toString().replace("-", "").substring(0, HANDLE);
        String password = UUID.randomUUID().toString();
        post("/v1/users", "", Map.of("handle", handle, "displayName", "Bench", "password", password));
        JsonNode tokens = post("/v1/tokens", "", Map.of("handle", handle, "password", password, "device", "bench"));
        return new Account(
                tokens.path("userId").stringValue(), tokens.path("accessToken").stringValue());
    }

    private JsonNode post(String path, String token, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= REFUSED) {
            throw new IOException("Parley answered %s with %d".formatted(path, response.statusCode()));
        }
        return JSON.readTree(response.body());
    }
}
