package io.parley.benchmarks.contest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs people up at Parley and opens their chats, before anything is measured. */
public final class ParleyAccounts {

    /**
     * A direct chat of two.
     *
     * @param chatId its id
     * @param senderToken with which one sends
     * @param readerToken with which the other reads
     */
    public record Chat(String chatId, String senderToken, String readerToken) {

        /** Hides the tokens. */
        @Override
        public String toString() {
            return "Chat[" + chatId + "]";
        }
    }

    /**
     * A group.
     *
     * @param chatId its id
     * @param tokens of its members, the owner's first
     */
    public record Group(String chatId, List<String> tokens) {

        /** Keeps what it was given. */
        public Group {
            tokens = List.copyOf(tokens);
        }

        /** Hides the tokens. */
        @Override
        public String toString() {
            return "Group[" + chatId + ", " + tokens.size() + " members]";
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

    /** Two new people in a direct chat. */
    public Chat newChat() throws IOException, InterruptedException {
        Account sender = signUp();
        Account reader = signUp();
        JsonNode chat = post("/v1/chats", sender.token(), Map.of("kind", "direct", "with", reader.userId()));
        return new Chat(chat.path("chatId").stringValue(), sender.token(), reader.token());
    }

    /** So many new people in a group. */
    public Group newGroup(int members) throws IOException, InterruptedException {
        List<Account> accounts = signUp(members);
        List<String> others = accounts.stream().skip(1).map(Account::userId).toList();
        JsonNode chat = post(
                "/v1/chats", accounts.get(0).token(), Map.of("kind", "group", "title", "Bench", "members", others));
        return new Group(
                chat.path("chatId").stringValue(),
                accounts.stream().map(Account::token).toList());
    }

    /**
     * Somebody with very many contacts, each in a direct chat with that user.
     *
     * @return the user's token, and then those of the contacts
     */
    public List<String> newStar(int contacts) throws IOException, InterruptedException {
        List<Account> accounts = signUp(1 + contacts);
        String star = accounts.get(0).token();
        for (Account contact : accounts.subList(1, accounts.size())) {
            post("/v1/chats", star, Map.of("kind", "direct", "with", contact.userId()));
        }
        return accounts.stream().map(Account::token).toList();
    }

    /** Several at once: with each the server is busy making a password hard to guess. */
    private List<Account> signUp(int count) throws IOException, InterruptedException {
        ExecutorService atOnce =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Account> accounts = new ArrayList<>();
            for (Future<Account> account :
                    atOnce.invokeAll(Collections.<Callable<Account>>nCopies(count, this::signUp))) {
                accounts.add(account.get());
            }
            return accounts;
        } catch (ExecutionException e) {
            throw new IOException("somebody could not sign up", e.getCause());
        } finally {
            atOnce.shutdown();
        }
    }

    private Account signUp() throws IOException, InterruptedException {
        String handle = "b_" + UUID.randomUUID().toString().replace("-", "").substring(0, HANDLE);
        String password = UUID.randomUUID().toString();
        post("/v1/users", "", Map.of("handle", handle, "displayName", "Bench", "password", password));
        JsonNode tokens = post("/v1/tokens", "", Map.of("handle", handle, "password", password, "device", "bench"));
        return new Account(
                tokens.path("userId").stringValue(), tokens.path("accessToken").stringValue());
    }

    private JsonNode post(String path, String token, Map<String, ?> body) throws IOException, InterruptedException {
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
