package io.parley.infra.degradation;

import io.parley.contract.degradation.Reading;
import io.parley.contract.degradation.Signal;
import io.parley.contract.log.ProjectionProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * For how long, in seconds, read models have been behind the log: since when they have not reached where it was. What may be paused does
 * not count, or catching up would itself look like overload. For one thread.
 */
final class ProjectionLag implements Signal {

    /** A look four times a second covers a quarter of an hour. */
    private static final int KEPT = 4096;

    private static final double SECOND = 1e9;

    private final ProjectionProgress progress;
    private final List<String> processors;
    private final LongSupplier tail;
    private final LongSupplier nanos;
    private final double bound;
    private final Deque<Seen> seen = new ArrayDeque<>();

    /**
     * @param processors whose progress counts
     * @param tail the newest position of the log that this node has heard of
     * @param nanos a clock that never goes back
     */
    ProjectionLag(
            ProjectionProgress progress, List<String> processors, LongSupplier tail, LongSupplier nanos, double bound) {
        this.progress = progress;
        this.processors = processors;
        this.tail = tail;
        this.nanos = nanos;
        this.bound = bound;
    }

    @Override
    public Reading read() {
        long now = nanos.getAsLong();
        long reached = processors.stream().mapToLong(progress::position).min().orElse(Long.MAX_VALUE);
        note(tail.getAsLong(), now);
        while (!seen.isEmpty() && seen.element().position() <= reached) {
            seen.remove();
        }
        return Reading.of(
                "projection-lag", seen.isEmpty() ? 0 : (now - seen.element().at()) / SECOND, bound);
    }

    private void note(long position, long now) {
        Seen last = seen.peekLast();
        if ((last == null || last.position() < position) && seen.size() < KEPT) {
            seen.add(new Seen(position, now));
        }
    }

    private record Seen(long position, long at) {}
}
