package io.parley.app.purge;

import io.parley.app.client.ClientFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads what a stream that is resumed from the beginning brings, until nothing has come for a while. What the stream has to bring still
 * waits in the connection, so that a bounded queue is enough.
 */
final class PastEvents {

    private static final int WAITING = 1_000;
    private static final String END = "";

    private final Duration quiet;
    private final long deadline;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);

    /**
     * A reader.
     *
     * @param quiet after how long without an event it is taken that all has come
     * @param most how long it is read at most
     */
    PastEvents(Duration quiet, Duration most) {
        this.quiet = quiet;
        this.deadline = System.nanoTime() + most.toNanos();
    }

    /**
     * Reads a stream and closes it.
     *
     * @param messages called with the data of each event {@code message}
     * @return how many events came
     */
    long read(InputStream stream, Consumer<String> messages) {
        Thread reader = new Thread(() -> fill(stream), "verify-purge-stream");
        reader.setDaemon(true);
        reader.start();
        try (stream) {
            return take(messages);
        } catch (IOException e) {
            throw new ClientFailure("The stream could not be closed.", e);
        } finally {
            reader.interrupt();
        }
    }

    private long take(Consumer<String> messages) {
        long events = 0;
        boolean message = false;
        for (String line = next(); !line.equals(END); line = next()) {
            if (line.startsWith("event:")) {
                message = line.substring("event:".length()).strip().equals("message");
                events++;
            } else if (message && line.startsWith("data:")) {
                messages.accept(line.substring("data:".length()));
            }
        }
        return events;
    }

    private String next() {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new ClientFailure("The stream brings more than can be looked at in time.");
        }
        try {
            String line = lines.poll(Math.min(left, quiet.toNanos()), TimeUnit.NANOSECONDS);
            return line == null ? END : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("This was interrupted.", e);
        }
    }

    /** Comments keep the connection alive, and empty lines end events: neither says anything. */
    private void fill(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && !line.startsWith(":")) {
                    lines.put(line);
                }
            }
        } catch (IOException e) {
            // It was closed, or broke off: what has come was looked at.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
