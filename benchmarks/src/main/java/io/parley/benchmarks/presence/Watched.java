package io.parley.benchmarks.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.contest.ParleyUnderLoad;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.SseBlocks;
import io.parley.benchmarks.wire.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Somebody who comes and goes, and what those hear of it who have a stream open. */
final class Watched {

    private static final String BODY = "{\"activity\":\"user\"}";

    private final ParleyUnderLoad parley;
    private final EventLoop loop;
    private final String token;
    private final Histogram times;
    private final AtomicInteger heard = new AtomicInteger();
    private final int[] pushes;
    private @Nullable Wire stream;
    private volatile long began;

    /**
     * @param watchers how many there are who hear
     * @param times how long it took until each heard, in nanoseconds; of the loop's thread
     */
    Watched(ParleyUnderLoad parley, EventLoop loop, String token, int watchers, Histogram times) {
        this.parley = parley;
        this.loop = loop;
        this.token = token;
        this.pushes = new int[watchers];
        this.times = times;
    }

    /** What reads the stream of one of the watchers. */
    SseBlocks watcher(int number) {
        return new SseBlocks(new SseBlocks.Listener() {
            @Override
            public void message(long sequence, long text) {}

            @Override
            public void presence(boolean online) {
                pushes[number]++;
                if (online && began != 0) {
                    times.recordValue(System.nanoTime() - began);
                    heard.incrementAndGet();
                }
            }
        });
    }

    /** Opens a stream. Whoever did something lately is online with that. */
    void open() throws IOException {
        began = System.nanoTime();
        stream = parley.openStream(loop, token, new SseBlocks((sequence, text) -> {}));
    }

    /** Says, for the first time, that the user is active: that moment counts, and not that the stream was opened. */
    void act() throws IOException {
        Wire requests = parley.requests(loop, status -> {});
        began = System.nanoTime();
        requests.send(("PUT /v1/presence HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(UTF_8));
    }

    /** Closes the stream. */
    void close() {
        Wire open = stream;
        if (open != null) {
            loop.close(open);
            stream = null;
        }
    }

    /** How often a watcher has heard that the user is online, over all of them. */
    int heard() {
        return heard.get();
    }

    /** How many pushes the one of the watchers had who had most. Once nothing comes any more. */
    int mostPushes() {
        return IntStream.of(pushes).max().orElse(0);
    }
}
