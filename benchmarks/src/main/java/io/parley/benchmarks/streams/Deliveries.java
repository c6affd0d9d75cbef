package io.parley.benchmarks.streams;

import io.parley.benchmarks.streams.Pairs.Pair;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Messages on their way: from just before one is sent until it has come out of each of its receiver's streams. */
public final class Deliveries implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 5;
    private static final int CREATED = 201;

    private final Api api;
    private final Pairs pairs;
    private final int streamsEach;
    private final EventStreams streams;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder arrived = new LongAdder();
    private final Recorder latency = new Recorder(TimeUnit.MINUTES.toNanos(2), 3);
    private int next;

    /** Opens so many streams for each receiver. */
    public Deliveries(Api api, Pairs pairs, int streamsEach) throws IOException, InterruptedException {
        this.api = api;
        this.pairs = pairs;
        this.streamsEach = streamsEach;
        this.streams = new EventStreams(api.url(), this::heard);
        for (Pair pair : pairs.list()) {
            for (int i = 0; i < streamsEach; i++) {
                streams.open(pair.receiver());
            }
        }
        streams.awaitOpen(PATIENCE);
    }

    private void heard(String messageId) {
        Long began = sentAt.get(messageId);
        if (began != null) {
            latency.recordValue(System.nanoTime() - began);
            arrived.increment();
        }
    }

    /** Sends at a steady rate, however long answers take, and waits until all has arrived. */
    public Result steadily(int perSecond, Duration duration) throws InterruptedException {
        begin();
        long began = System.nanoTime();
        long count = perSecond * duration.toMillis() / 1_000;
        for (long i = 0; i < count; i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sendNext(() -> {});
        }
        return result(began);
    }

    /** Sends as soon as one of so many messages under way is durable, and waits until all has arrived. */
    Result asFastAsPossible(int inFlight, Duration duration) throws InterruptedException {
        begin();
        Semaphore free = new Semaphore(inFlight);
        long began = System.nanoTime();
        while (System.nanoTime() - began < duration.toNanos()) {
            if (!free.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not answer");
            }
            sendNext(free::release);
        }
        return result(began);
    }

    private void begin() {
        sentAt.clear();
        sent.reset();
        refused.reset();
        arrived.reset();
        latency.reset();
    }

    private void sendNext(Runnable answered) {
        List<Pair> all = pairs.list();
        Pair pair = all.get(next++ % all.size());
        String messageId = UUID.randomUUID().toString();
        sentAt.put(messageId, System.nanoTime());
        sent.increment();
        api.send(pair.chatId(), pair.sender(), messageId).whenComplete((status, failure) -> {
            if (failure != null || status != CREATED) {
                refused.increment();
            }
            answered.run();
        });
    }

    private Result result(long began) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (arrived.sum() < (sent.sum() - refused.sum()) * streamsEach) {
            if (System.nanoTime() > end || streams.ended() > 0) {
                throw new IllegalStateException("%d messages were sent, %d refused, and %d came on %d streams; %d ended"
                        .formatted(sent.sum(), refused.sum(), arrived.sum(), streamsEach, streams.ended()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Histogram all = latency.getIntervalHistogram();
        return new Result(
                sent.sum(),
                refused.sum(),
                arrived.sum() / seconds,
                all.getValueAtPercentile(50) / 1e6,
                all.getValueAtPercentile(99) / 1e6);
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }

    /**
     * What came of it.
     *
     * @param sent messages sent
     * @param refused of them
     * @param rate deliveries in a second
     * @param p50 median time from send to stream, in milliseconds
     * @param p99 the time that one in a hundred exceeds
     */
    public record Result(long sent, long refused, double rate, double p50, double p99) {}
}
