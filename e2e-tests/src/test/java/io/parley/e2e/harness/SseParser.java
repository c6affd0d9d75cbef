package io.parley.e2e.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code text/event-stream} as the HTML standard has it, but keeps blocks without data, which tell an {@code id} alone.
 */
final class SseParser {

    private final InputStream in;
    private final Consumer<SseEvent> events;
    private final Consumer<Long> comments;
    private boolean afterReturn;
    private @Nullable String id;
    private @Nullable String event;
    private @Nullable StringBuilder data;

    SseParser(InputStream in, Consumer<SseEvent> events, Consumer<Long> comments) {
        this.in = in;
        this.events = events;
        this.comments = comments;
    }

    /** Reads to the end of the stream; an unfinished block is dropped. */
    void run() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                dispatch();
            } else {
                field(line);
            }
        }
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        if (colon == 0) {
            comments.accept(System.nanoTime());
            return;
        }
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> data = (data == null ? new StringBuilder() : data.append('\n')).append(value);
            default -> {
                // "retry" and unknown fields do not concern a test
            }
        }
    }

    private void dispatch() {
        if (id != null || event != null || data != null) {
            events.accept(new SseEvent(id, event, data == null ? null : data.toString(), System.nanoTime()));
        }
        id = null;
        event = null;
        data = null;
    }

    /** A line without its end, which is CR, LF or both; null at the end of the stream. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            boolean secondHalf = b == '\n' && afterReturn;
            afterReturn = b == '\r';
            if (secondHalf) {
                continue;
            }
            if (b == '\r' || b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
        }
    }
}
