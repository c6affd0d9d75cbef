package io.parley.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs the pairs up before the load begins, as fast as the server lets them in: it waits when it is asked to. */
final class SignUps {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TRIES = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SAID_EVERY = 10;

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    SignUps(URI url) {
        this.url = url;
    }

    /** So many pairs, with progress on the standard output. */
    List<Pair> pairs(int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(pair(i));
            if (pairs.size() % SAID_EVERY == 0 || pairs.size() == count) {
                System.out.printf("%d of %d pairs have signed up%n", pairs.size(), count);
            }
        }
        return pairs;
    }

    /** The access tokens of so many users who have no chats. */
    List<String> tokens(int count) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(signUp().token());
            if (tokens.size() % (SAID_EVERY * SAID_EVERY) == 0 || tokens.size() == count) {
                System.out.printf("%d of %d users have signed up who only listen%n", tokens.size(), count);
            }
        }
        return tokens;
    }

    /** A group of so many, the first of whom opened it. */
    Group group(int size) {
        Circle people = circle(size);
        String chatId = people.openGroup();
        return new Group(chatId, List.copyOf(people.members), people.position());
    }

    /** So many who share groups. */
    Circle circle(int size) {
        return new Circle(signUp(size));
    }

    /** People who share groups, all of which the first of them opens. */
    final class Circle {

        private final List<Account> members;
        private String position = "";

        private Circle(List<Account> members) {
            this.members = members;
        }

        /** Opens one; gives its chat's id. */
        String openGroup() {
            List<String> others = members.stream().skip(1).map(Account::userId).toList();
            HttpResponse<String> opened = post(
                    "/v1/chats",
                    Map.of("kind", "group", "title", "Load", "members", others),
                    members.get(0).token());
            position = opened.headers().firstValue("Parley-Position").orElseThrow();
            return JSON.readTree(opened.body()).path("chatId").stringValue();
        }

        /** Where the log was when the last group was open. */
        String position() {
            return position;
        }

        /** Somebody's access token, by number. */
        String token(int member) {
            return members.get(member).token();
        }
    }

    /** Several at once: with each the server is busy making a password hard to guess. */
    private List<Account> signUp(int count) {
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> {
                    Account session = signUp();
                    int so = done.incrementAndGet();
                    if (so % (SAID_EVERY * SAID_EVERY) == 0 || so == count) {
                        System.out.printf("%d of %d members have signed up%n", so, count);
                    }
                    return session;
                })
                .toList();
    }

    private Pair pair(int number) {
        Account sender = signUp();
        Account receiver = signUp();
        HttpResponse<String> opened =
                post("/v1/chats", Map.of("kind", "direct", "with", receiver.userId()), sender.token());
        String position = opened.headers().firstValue("Parley-Position").orElseThrow();
        return new Pair(number, JSON.readTree(opened.body()).path("chatId").stringValue(), sender, receiver, position);
    }

    private Account signUp() {
        String handle = "load_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String password = UUID.randomUUID().toString();
        post("/v1/users", Map.of("handle", handle, "displayName", "Load", "password", password), "");
        JsonNode tokens =
                JSON.readTree(post("/v1/tokens", Map.of("handle", handle, "password", password, "device", "load"), "")
                        .body());
        return new Account(
                tokens.path("userId").stringValue(), tokens.path("accessToken").stringValue());
    }

    private HttpResponse<String> post(String path, Map<String, ?> body, String token) {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> response = tryPost(path, body, token);
            if (response.statusCode() < 300) {
                return response;
            }
            boolean later = response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() == UNAVAILABLE;
            if (!later || tries == TRIES) {
                throw new IllegalStateException(
                        "POST %s: %d %s".formatted(path, response.statusCode(), response.body()));
            }
            waitAsAsked(response);
        }
    }

    private HttpResponse<String> tryPost(String path, Map<String, ?> body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + url + ": is a server running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void waitAsAsked(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
        System.out.printf("The server lets no more in for now; going on in %d s%n", seconds);
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
