package io.parley.e2e.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The platform as an HTTP client sees it. */
public final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final AtomicReference<@Nullable Write> lastWrite = new AtomicReference<>();

    Api(URI base) {
        this.base = base;
    }

    /** Where it is. */
    public URI base() {
        return base;
    }

    /** A {@code GET}. */
    public Request get(String pathAndQuery) {
        return new Request("GET", pathAndQuery);
    }

    /** A {@code POST}. */
    public Request post(String pathAndQuery) {
        return new Request("POST", pathAndQuery);
    }

    /** A {@code PATCH}. */
    public Request patch(String pathAndQuery) {
        return new Request("PATCH", pathAndQuery);
    }

    /** Any method. */
    public Request request(String method, String pathAndQuery) {
        return new Request(method, pathAndQuery);
    }

    /** The position of the last write that was answered here, if it was somebody else's than this token's owner's. */
    Optional<String> lastWriteByOthersThan(String token) {
        Write last = lastWrite.get();
        return last == null || last.token().equals(token) ? Optional.empty() : Optional.of(last.position());
    }

    private record Write(String token, String position) {

        long number() {
            return Long.parseLong(position.substring(position.indexOf('.') + 1));
        }

        static Write later(@Nullable Write one, Write other) {
            return one != null && one.number() > other.number() ? one : other;
        }
    }

    /** A request in the making. */
    public final class Request {

        private final String line;
        private final String method;
        private final HttpRequest.Builder builder;
        private String token = "";
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Request(String method, String pathAndQuery) {
            this.line = method + " " + pathAndQuery;
            this.method = method;
            this.builder = HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(LIMIT);
        }

        /** Bears a token. */
        public Request bearing(String accessToken) {
            token = accessToken;
            return header("Authorization", "Bearer " + accessToken);
        }

        /** Bears a header. */
        public Request header(String name, String value) {
            builder.header(name, value);
            return this;
        }

        /** Has a JSON body made of a value. */
        public Request json(Object value) {
            return body("application/json", Json.write(value));
        }

        /** Has a body as it stands. */
        public Request body(String contentType, String text) {
            builder.header("Content-Type", contentType);
            body = BodyPublishers.ofString(text);
            return this;
        }

        /** Has a body of bytes as they stand. */
        public Request body(String contentType, byte[] bytes) {
            builder.header("Content-Type", contentType);
            body = BodyPublishers.ofByteArray(bytes);
            return this;
        }

        /** Sends it and waits for the answer. */
        public Answer send() {
            try {
                return sendAsync().join();
            } catch (CompletionException e) {
                throw new Unanswered(line, e.getCause());
            }
        }

        /** Sends it. */
        public CompletableFuture<Answer> sendAsync() {
            HttpRequest request = builder.method(method, body).build();
            return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(this::answer);
        }

        private Answer answer(HttpResponse<String> response) {
            if (!method.equals("GET")) {
                response.headers()
                        .firstValue("Parley-Position")
                        .ifPresent(position -> lastWrite.accumulateAndGet(new Write(token, position), Write::later));
            }
            return new Answer(line, response.statusCode(), response.headers(), response.body());
        }
    }

    /** The request got no answer: whether it took effect is unknown. */
    public static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unanswered(String request, @Nullable Throwable cause) {
            super("no answer to " + request, cause);
        }
    }
}
