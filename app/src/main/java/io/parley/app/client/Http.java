package io.parley.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, and the beginning of a stream. What is no success is a {@link ClientFailure}. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient client;
    private final JsonMapper json = JsonMapper.builder().build();

    public Http(URI base) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    public JsonNode get(String path, @Nullable String token) {
        return json(path, request(path, token).GET().build());
    }

    /** What is there; nothing where the server says that there is nothing, or nothing any more. */
    public Optional<JsonNode> find(String path, @Nullable String token) {
        HttpResponse<String> response = send(request(path, token).GET().build(), BodyHandlers.ofString());
        boolean none = response.statusCode() == 404 || response.statusCode() == 410;
        return none ? Optional.empty() : Optional.of(body(path, response));
    }

    /** What is no JSON. */
    public String text(String path) {
        HttpResponse<String> response = send(request(path, null).GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw refused(path, response.statusCode(), response.body());
        }
        return response.body();
    }

    public JsonNode post(String path, @Nullable String token, Map<String, ?> body) {
        HttpRequest request = request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return json(path, request);
    }

    public void put(String path, String token) {
        json(path, request(path, token).PUT(BodyPublishers.noBody()).build());
    }

    public void put(String path, String token, Map<String, ?> body) {
        HttpRequest request = request(path, token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        json(path, request);
    }

    public void delete(String path, String token) {
        json(path, request(path, token).DELETE().build());
    }

    /** Opens an event stream; the caller closes it. */
    public InputStream stream(String path, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = request(path, token).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = send(request.GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw refused(path, response.statusCode(), "");
        }
        return response.body();
    }

    public JsonNode parse(String text) {
        return json.readTree(text);
    }

    private JsonNode json(String path, HttpRequest request) {
        return body(path, send(request, BodyHandlers.ofString()));
    }

    private JsonNode body(String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw refused(path, response.statusCode(), response.body());
        }
        try {
            return json.readTree(response.body().isEmpty() ? "{}" : response.body());
        } catch (JacksonException e) {
            throw new ClientFailure("What answers at %s is no Parley server.".formatted(base), e);
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new ClientFailure(
                    "No server answers at %s: start one by ./parley up, or name another by --url.".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("This was interrupted.", e);
        }
    }

    private ClientFailure refused(String path, int status, String problem) {
        return new ClientFailure("The server refused %s with %d%s.".formatted(path, status, detail(problem)));
    }

    private String detail(String problem) {
        try {
            JsonNode body = json.readTree(problem);
            return " (%s: %s)"
                    .formatted(
                            body.path("code").asString(""), body.path("detail").asString(""));
        } catch (JacksonException e) {
            return "";
        }
    }
}
