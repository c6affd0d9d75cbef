package io.parley.infra.store;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.ProjectionProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far the projections of this node have got, told by the tokens that they commit. Who waits costs an entry in a sorted queue
 * and a place in a timer, never a thread; there is a bound to how many may wait.
 *
 * <p>Futures are completed on the projection's thread: what depends on them must go on elsewhere.
 */
final class TokenProgress implements ProjectionProgress, AutoCloseable {

    private final Map<String, Waiting> projections = new ConcurrentHashMap<>();
    private final ProgressProperties settings;
    private final ScheduledExecutorService timer;
    private volatile Runnable waits = () -> {};

    TokenProgress(ProgressProperties settings) {
        this.settings = settings;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "parley-progress-timer");
            thread.setDaemon(true);
            return thread;
        });
        long tick = settings.timerTick().toMillis();
        timer.scheduleWithFixedDelay(this::giveUpLate, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Void> reached(String projection, long position) {
        Waiting waiting = projection(projection);
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
    public long position(String projection) {
        return projection(projection).position();
    }

    /** A segment's token is committed. */
    void committed(String projection, int segment, @Nullable TrackingToken token) {
        projection(projection).segmentAt(segment, positionOf(token));
    }

    /** A segment is gone: it was merged with another, or is to be built anew. */
    void removed(String projection, int segment) {
        projection(projection).segmentGone(segment);
    }

    /** Where a projection's segments are according to the table: those of other nodes too. */
    void read(String projection, Map<Integer, @Nullable TrackingToken> tokens) {
        Map<Integer, Long> positions = new HashMap<>();
        tokens.forEach((segment, token) -> positions.put(segment, positionOf(token)));
        projection(projection).segmentsAtLeast(positions);
    }

    /** Whether anyone has waited so long that it is worth a look into the table. */
    boolean isAwaitedFor(Duration age) {
        long since = System.nanoTime() - age.toNanos();
        return projections.values().stream().anyMatch(waiting -> waiting.isAwaitedSince(since));
    }

    private void giveUpLate() {
        long before = System.nanoTime() - settings.readTimeout().toNanos();
        projections.values().forEach(waiting -> waiting.giveUp(before));
    }

    private Waiting projection(String name) {
        return projections.computeIfAbsent(name, any -> new Waiting(settings.maxWaiting()));
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
        projections.values().forEach(waiting -> waiting.giveUp(System.nanoTime()));
    }
}
