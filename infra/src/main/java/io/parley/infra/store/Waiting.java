package io.parley.infra.store;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * One processor: where its segments are, and who waits for it. It has got as far as the segment that is furthest behind. Waiters
 * lie in two queues, by position and by time of arrival; as all wait equally long, the latter is in order of deadline too. Times
 * are those of {@link System#nanoTime()}.
 */
final class Waiting {

    private final int maxWaiting;
    private final Map<Integer, Long> segments = new HashMap<>();
    private final NavigableSet<Waiter> byPosition =
            new TreeSet<>(Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::number));
    private final Queue<Waiter> byArrival = new ArrayDeque<>();
    private long arrivals;
    private volatile long reached;

    Waiting(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    long position() {
        return reached;
    }

    CompletableFuture<Void> reached(long position, long now) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (this) {
            if (reached >= position) {
                return CompletableFuture.completedFuture(null);
            }
            if (byPosition.size() >= maxWaiting) {
                return CompletableFuture.failedFuture(
                        new Rejection(ErrorCode.OVERLOADED, "Too many reads wait for the read model. Try again."));
            }
            Waiter waiter = new Waiter(position, arrivals++, now, future);
            byPosition.add(waiter);
            byArrival.add(waiter);
        }
        return future;
    }

    /** A segment's token is committed at a position, which may be lower than before: what it fills is built anew. */
    void segmentAt(int segment, long position) {
        change(() -> segments.put(segment, position));
    }

    void segmentGone(int segment) {
        change(() -> segments.remove(segment));
    }

    /** What was read from the table, which may be a little older than what was heard of a commit here. */
    void segmentsAtLeast(Map<Integer, Long> read) {
        change(() -> {
            segments.keySet().retainAll(read.keySet());
            read.forEach((segment, position) -> segments.merge(segment, position, Math::max));
        });
    }

    /** Whether anyone has waited since the given time. */
    synchronized boolean isAwaitedSince(long arrival) {
        return byArrival.stream().anyMatch(waiter -> !waiter.future().isDone() && waiter.arrival() - arrival <= 0);
    }

    private void change(Runnable change) {
        List<Waiter> done;
        synchronized (this) {
            change.run();
            done = advance();
        }
        done.forEach(waiter -> waiter.future().complete(null));
    }

    /** Refuses those who arrived at the given time or before it. */
    void giveUp(long arrival) {
        List<Waiter> late = new ArrayList<>();
        synchronized (this) {
            while (!byArrival.isEmpty() && isOver(byArrival.element(), arrival)) {
                Waiter waiter = byArrival.remove();
                if (byPosition.remove(waiter)) {
                    late.add(waiter);
                }
            }
        }
        late.forEach(waiter -> waiter.future().completeExceptionally(TokenProgress.notYet()));
    }

    private static boolean isOver(Waiter waiter, long arrival) {
        return waiter.arrival() - arrival <= 0 || waiter.future().isDone();
    }

    private List<Waiter> advance() {
        reached = segments.values().stream().mapToLong(Long::longValue).min().orElse(0);
        List<Waiter> done = new ArrayList<>();
        while (!byPosition.isEmpty() && byPosition.first().position() <= reached) {
            done.add(byPosition.pollFirst());
        }
        return done;
    }

    private record Waiter(long position, long number, long arrival, CompletableFuture<Void> future) {}
}
