package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Axon Server on which the platform is tried if the environment variable {@code PARLEY_AXON_SERVER} names one by host and
 * gRPC port; without it the log is in PostgreSQL. It must run in development mode, for its log is emptied for each new server; its
 * HTTP interface is at {@code PARLEY_AXON_SERVER_HTTP}, or else at the same host's port 8024. As it has one log only, two
 * servers with data of their own cannot be tried at a time.
 */
final class AxonServer {

    private static final AtomicInteger USERS = new AtomicInteger();

    private final String grpc;
    private final String http;

    private AxonServer(String grpc, String http) {
        this.grpc = grpc;
        this.http = http;
    }

    static Optional<AxonServer> named() {
        String grpc = System.getenv("PARLEY_AXON_SERVER");
        if (grpc == null || grpc.isBlank()) {
            return Optional.empty();
        }
        String http = System.getenv().getOrDefault("PARLEY_AXON_SERVER_HTTP", grpc.split(":", 2)[0] + ":8024");
        return Optional.of(new AxonServer(grpc, http));
    }

    /** The settings of a server that keeps its log there. */
    Map<String, String> settings() {
        return Map.of("PARLEY_STORE", "axon-server", "PARLEY_AXONSERVER_SERVERS", grpc);
    }

    /** Empties the log for somebody who then has it alone. */
    void take() {
        assertThat(USERS.incrementAndGet())
                .as("servers with data of their own, on one Axon Server")
                .isEqualTo(1);
        HttpRequest purge = HttpRequest.newBuilder(URI.create("http://" + http + "/v1/devmode/purge-events"))
                .timeout(Duration.ofSeconds(30))
                .DELETE()
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(purge, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("to empty the log").isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError("Axon Server's HTTP interface cannot be reached at " + http, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void release() {
        USERS.decrementAndGet();
    }
}
