package io.parley.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;

/** Looks four times a second at the level of service, on a thread of its own. */
final class LevelWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpRequest request;
    private final BiConsumer<Duration, String> listener;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "level-watch");
    private volatile boolean closed;
    private long began;
    private int unanswered;

    /**
     * @param listener is told of each look, with the time since the start
     */
    LevelWatch(URI url, BiConsumer<Duration, String> listener) {
        this.request = HttpRequest.newBuilder(url.resolve("/v1/status"))
                .timeout(PATIENCE)
                .build();
        this.listener = listener;
        thread.setDaemon(true);
    }

    void start() {
        began = System.nanoTime();
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                look();
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look() throws InterruptedException {
        try {
            String body = client.send(request, BodyHandlers.ofString()).body();
            String level = json.readTree(body).path("serviceLevel").asString();
            Duration now = Duration.ofNanos(System.nanoTime() - began);
            synchronized (this) {
                seen.add(new Seen(now, level));
            }
            listener.accept(now, level);
        } catch (IOException e) {
            synchronized (this) {
                unanswered++;
            }
        }
    }

    /** When the level was first another one than healthy, since a moment. */
    synchronized Optional<Duration> fell(Duration since) {
        return seen.stream()
                .filter(look -> look.at().compareTo(since) >= 0 && !look.level().equals("healthy"))
                .map(Seen::at)
                .findFirst();
    }

    /** Since when it has been healthy; nothing if it is not. */
    synchronized Optional<Duration> healthySince() {
        Optional<Duration> since = Optional.empty();
        for (Seen look : seen) {
            if (!look.level().equals("healthy")) {
                since = Optional.empty();
            } else if (since.isEmpty()) {
                since = Optional.of(look.at());
            }
        }
        return since;
    }

    /** How often there was no answer. */
    synchronized int unanswered() {
        return unanswered;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private record Seen(Duration at, String level) {}
}
