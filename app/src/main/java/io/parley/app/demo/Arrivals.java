package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.demo.EventStream.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells of each message that comes out of some people's streams, and of each failure in the server's log, as it happens. */
final class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Http http;
    private final Consumer<String> teller;
    private final Map<String, List<Long>> heard = new ConcurrentHashMap<>();
    private final Map<Long, Long> sent = new ConcurrentHashMap<>();
    private final Map<Long, FailedBefore> failed = new ConcurrentHashMap<>();

    /**
     * How often a message has failed, and when it did last.
     *
     * @param times how often
     * @param nanos when
     */
    private record FailedBefore(int times, long nanos) {}

    Arrivals(Http http, Consumer<String> teller) {
        this.http = http;
        this.teller = teller;
    }

    /** Follows a stream, on a thread of its own, until it ends. */
    void follow(String who, EventStream stream) {
        heard.put(who, new ArrayList<>());
        Thread thread = new Thread(() -> stream.forEach(event -> hear(who, event)), "demo-arrivals");
        thread.setDaemon(true);
        thread.start();
    }

    /** Notes that a message is being sent now. */
    void sending(long sequence) {
        sent.put(sequence, System.nanoTime());
    }

    private synchronized void hear(String who, Event event) {
        if (!event.type().equals("message")) {
            return;
        }
        long sequence = http.parse(event.data()).path("sequence").asLong(0);
        heard.getOrDefault(who, new ArrayList<>()).add(sequence);
        long millis = (System.nanoTime() - sent.getOrDefault(sequence, System.nanoTime())) / 1_000_000;
        teller.accept("    %s's stream brings message %d, %,d ms after it was sent".formatted(who, sequence, millis));
    }

    synchronized void hear(FaultLog.Failure failure) {
        long now = System.nanoTime();
        FailedBefore before = failed.put(failure.sequence(), new FailedBefore(failure.time(), now));
        String since =
                before == null ? "" : ", %,d ms after the one before".formatted((now - before.nanos) / 1_000_000);
        teller.accept("    lane %d, message %d: try %d failed%s, says the server's log"
                .formatted(failure.lane(), failure.sequence(), failure.time(), since));
    }

    /** What somebody's stream has brought, in order. */
    synchronized List<Long> heardBy(String who) {
        return List.copyOf(heard.getOrDefault(who, List.of()));
    }

    /** How often a message failed for a lane. */
    int failures(long sequence) {
        FailedBefore before = failed.get(sequence);
        return before == null ? 0 : before.times;
    }

    /** Waits until something is so; the stories of what happens meanwhile are told by others. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new ClientFailure(
                            "It went wrong: %s did not happen within %d s.".formatted(what, PATIENCE.toSeconds()));
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("The demo was interrupted.", e);
        }
    }
}
