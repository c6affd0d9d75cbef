package io.parley.infra.store;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.concurrent.Daemons;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far the processors have got, told by the tokens that they commit. Who waits costs an entry in a sorted queue
 * and a place in a timer, never a thread; there is a bound to how many may wait.
 *
 * <p>Futures are completed on the processor's thread: what depends on them must go on elsewhere.
 */
final class TokenProgress implements ProjectionProgress, AutoCloseable {

    private final Map<String, Waiting> processors = new ConcurrentHashMap<>();
    private final ProgressProperties settings;
    private final ScheduledExecutorService timer;
    private volatile Runnable waits = () -> {};

    TokenProgress(ProgressProperties settings) {
        this.settings = settings;
        this.timer = Daemons.timer("parley-progress-timer");
        long tick = settings.timerTick().toMillis();
        timer.scheduleWithFixedDelay(this::giveUpLate, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Void> reached(String processor, long position) {
        Waiting waiting = processor(processor);
        if (waiting.position() >= position) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> reached = waiting.reached(position, System.nanoTime());
        waits.run();
        return reached;
    }

    /** Runs something, which must not block, whenever somebody begins to wait. */
    void onWait(Runnable waits) {
        this.waits = waits;
    }

    @Override
    public long position(String processor) {
        return processor(processor).position();
    }

    /** A segment's token is committed. */
    void committed(String processor, int segment, @Nullable TrackingToken token) {
        processor(processor).segmentAt(segment, positionOf(token));
    }

    /** A segment is gone: it was merged with another, or is to be built anew. */
    void removed(String processor, int segment) {
        processor(processor).segmentGone(segment);
    }

    /** Where a processor's segments are according to the table: those of other nodes too. */
    void read(String processor, Map<Integer, @Nullable TrackingToken> tokens) {
        Map<Integer, Long> positions = new HashMap<>();
        tokens.forEach((segment, token) -> positions.put(segment, positionOf(token)));
        processor(processor).segmentsAtLeast(positions);
    }

    /** Whether anyone has waited so long that it is worth a look into the table. */
    boolean isAwaitedFor(Duration age) {
        long since = System.nanoTime() - age.toNanos();
        return processors.values().stream().anyMatch(waiting -> waiting.isAwaitedSince(since));
    }

    private void giveUpLate() {
        long before = System.nanoTime() - settings.readTimeout().toNanos();
        processors.values().forEach(waiting -> waiting.giveUp(before));
    }

    private Waiting processor(String name) {
        return processors.computeIfAbsent(name, any -> new Waiting(settings.maxWaiting()));
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return PostgresEventStorageEngine.positionOf(WrappedToken.unwrapLowerBound(token));
    }

    static Rejection notYet() {
        return new Rejection(ErrorCode.NOT_YET, "The read model has not got so far yet. Try again.");
    }

    @Override
    public void close() {
        timer.shutdownNow();
        processors.values().forEach(waiting -> waiting.giveUp(System.nanoTime()));
    }
}
