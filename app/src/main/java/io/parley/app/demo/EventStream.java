package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open stream of server-sent events, read by a thread of its own until it is broken off. */
final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int BACKLOG = 1_000;

    /**
     * One block of the stream.
     *
     * @param id its id, where it has one
     * @param type its event's name; empty for the block that opens the stream
     * @param data its data, as JSON text
     */
    record Event(@Nullable String id, String type, String data) {}

    private final InputStream body;
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>(BACKLOG);
    private volatile @Nullable String lastId;
    private volatile boolean broken;

    EventStream(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "demo-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next event that fits; those before it are passed over. */
    Event await(String what, Predicate<Event> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                Event event = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new ClientFailure(
                            "The stream did not bring %s within %d s.".formatted(what, PATIENCE.toSeconds()));
                }
                if (fits.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("The demo was interrupted.", e);
        }
    }

    /** Hands on all that comes, until the stream is broken off. */
    void forEach(Consumer<Event> listener) {
        try {
            while (!broken || !heard.isEmpty()) {
                Event event = heard.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    listener.accept(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where to go on after a break. */
    @Nullable
    String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Broken off is broken off.
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            boolean open = true;
            while (open) {
                open = new Block().read(lines);
            }
        } catch (IOException e) {
            // It was broken off; whoever waits for more will say so.
        } finally {
            broken = true;
        }
    }

    private final class Block {

        private @Nullable String id;
        private String type = "";
        private final StringBuilder data = new StringBuilder();

        /** Reads up to the empty line. */
        boolean read(BufferedReader lines) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    deliver();
                    return true;
                }
                field(line);
            }
            return false;
        }

        private void field(String line) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (name) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(value);
                default -> {} // a comment keeps the connection alive
            }
        }

        private void deliver() {
            if (id != null) {
                lastId = id;
            }
            if (id != null || !data.isEmpty()) {
                heard.offer(new Event(id, type, data.toString()));
            }
        }
    }
}
