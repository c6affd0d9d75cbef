package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.api.session.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the stream that keeps every block, comments included. */
public final class SseClient implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private SseClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    static SseClient open(int port, Caller caller, @Nullable String lastEventId) {
        HttpRequest.Builder request = request(port, "/v1/events", caller);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return open(request.GET().build());
    }

    /** Opens a stream by a request of one's own. */
    public static SseClient open(HttpRequest request) {
        try {
            return new SseClient(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder request(int port, String path, Caller caller) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("X-User", caller.userId().toString())
                .header("X-Device", caller.deviceId().toString());
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    blocks.add(new Block(List.copyOf(block)));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException broken) {
            // a stream that breaks has ended too
        } finally {
            ended.countDown();
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next block of whatever kind. */
    Block block() {
        try {
            Block next = blocks.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no block came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next block with data. */
    public Block event() {
        Block next = block();
        while (next.data().isEmpty()) {
            next = block();
        }
        return next;
    }

    /** The id of the opening block. */
    public String opening() {
        return block().id();
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What has come and was not asked for. */
    public List<Block> rest() {
        List<Block> rest = new ArrayList<>();
        blocks.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException alreadyGone) {
            // what is gone is closed
        }
    }

    /** A block's lines, without the blank one at its end. */
    public record Block(List<String> lines) {

        String id() {
            return field("id");
        }

        /** The event's name. */
        public String event() {
            return field("event");
        }

        /** The event's data. */
        public String data() {
            return field("data");
        }

        private String field(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }
}
