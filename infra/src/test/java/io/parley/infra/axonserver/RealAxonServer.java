package io.parley.infra.axonserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The Axon Server that the environment variable {@code PARLEY_AXON_SERVER} names by host and gRPC port. Tests empty its log: it
 * must run in development mode, and its HTTP interface is at {@code PARLEY_AXON_SERVER_HTTP}, or else at the same host's port
 * 8024.
 *
 * @param grpc host and port
 * @param http host and port
 */
public record RealAxonServer(String grpc, String http) {

    private static final String VARIABLE = "PARLEY_AXON_SERVER";

    /** The one that is named; says loudly, where everybody sees it, if there is none. */
    public static Optional<RealAxonServer> named(String whatIsLeftOut) {
        String grpc = System.getenv(VARIABLE);
        if (grpc == null || grpc.isBlank()) {
            System.out.printf(
                    "NOT RUN: %s names no Axon Server, so nothing was tried on a real one: %s%n",
                    VARIABLE, whatIsLeftOut);
            return Optional.empty();
        }
        String http = System.getenv().getOrDefault(VARIABLE + "_HTTP", grpc.split(":", 2)[0] + ":8024");
        return Optional.of(new RealAxonServer(grpc, http));
    }

    /** Empties the log. */
    public RealAxonServer emptied() {
        HttpRequest purge = HttpRequest.newBuilder(URI.create("http://" + http + "/v1/devmode/purge-events"))
                .timeout(Duration.ofSeconds(30))
                .DELETE()
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(purge, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("Axon Server does not empty its log: HTTP " + answer.statusCode());
            }
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("Axon Server's HTTP interface cannot be reached at " + http, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
