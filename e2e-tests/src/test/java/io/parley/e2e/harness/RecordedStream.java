package io.parley.e2e.harness;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody's stream from the beginning, which goes on from its last id whenever it breaks. What it brings is recorded. */
public final class RecordedStream implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Person person;
    private final HistoryRecorder recorder;
    private final Map<String, Long> highest = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "recorded-stream");
    private String lastId = "0";
    private volatile boolean closed;

    /** Opens it. */
    public RecordedStream(Person person, HistoryRecorder recorder) {
        this.person = person;
        this.recorder = recorder;
        thread.setDaemon(true); // a test that fails does not wait for it
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (SseStream stream = person.resumesFrom(lastId)) {
                record(stream);
            } catch (RuntimeException | AssertionError e) {
                Eventually.pause(PAUSE); // the platform is down
            }
        }
    }

    private void record(SseStream stream) {
        int recorded = 0;
        boolean over;
        do {
            over = closed || stream.hasEnded(); // asked first, so that what came before is recorded
            var arrived = stream.arrived();
            arrived.subList(recorded, arrived.size()).forEach(this::record);
            recorded = arrived.size();
            Eventually.pause(PAUSE);
        } while (!over);
    }

    private void record(SseEvent event) {
        recorder.came(person, event);
        if (event.id() != null) {
            lastId = event.id();
        }
        if (event.is("message")) {
            Message message = event.message();
            highest.merge(message.chatId(), message.sequence(), Math::max);
        }
    }

    /** Waits until it has brought a number, or too long: what is missing then is for the check to tell. */
    public void awaits(String chat, long sequence, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (highest.getOrDefault(chat, 0L) < sequence && System.nanoTime() < deadline) {
            Eventually.pause(PAUSE);
        }
    }

    /** When this returns, all that came is recorded. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
