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
 * One projection: where its segments are, and who waits for it. It has got as far as the segment that is furthest behind. Waiters
 * lie in two queues, by position and by time of arrival; as all wait equally long, the latter is in order of deadline too.
 */
final class Waiting {

    private final int maxWaiting;
    private final Map<Integer, Long> segments = new HashMap<>();
    private final NavigableSet<Waiter> byPosition =
            new TreeSet<>(Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::number));
    private final Queue<Waiter> byDeadline = new ArrayDeque<>();
    private long arrivals;
    private volatile long reached;

    Waiting(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    long position() {
        return reached;
    }

    CompletableFuture<Void> reached(long position, long deadline) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (this) {
            if (reached >= position) {
                return CompletableFuture.completedFuture(null);
            }
            if (byPosition.size() >= maxWaiting) {
                return CompletableFuture.failedFuture(
                        new Rejection(ErrorCode.OVERLOADED, "Too many reads wait for the read model. Try again."));
            }
            Waiter waiter = new Waiter(position, arrivals++, deadline, future);
            byPosition.add(waiter);
            byDeadline.add(waiter);
        }
        return future;
    }

    void segmentAt(int segment, long position) {
        List<Waiter> done;
        synchronized (this) {
            segments.put(segment, position);
            done = advance();
        }
        done.forEach(waiter -> waiter.future().complete(null));
    }

    void segmentGone(int segment) {
        List<Waiter> done;
        synchronized (this) {
            segments.remove(segment);
            done = advance();
        }
        done.forEach(waiter -> waiter.future().complete(null));
    }

    /** Refuses those whose deadline is not after {@code now}. */
    void giveUp(long now) {
        List<Waiter> late = new ArrayList<>();
        synchronized (this) {
            while (!byDeadline.isEmpty() && isOver(byDeadline.element(), now)) {
                Waiter waiter = byDeadline.remove();
                if (byPosition.remove(waiter)) {
                    late.add(waiter);
                }
            }
        }
        late.forEach(waiter -> waiter.future().completeExceptionally(TokenProgress.notYet()));
    }

    private static boolean isOver(Waiter waiter, long now) {
        return now == Long.MAX_VALUE
                || waiter.deadline() - now <= 0
                || waiter.future().isDone();
    }

    private List<Waiter> advance() {
        reached = segments.values().stream().mapToLong(Long::longValue).min().orElse(0);
        List<Waiter> done = new ArrayList<>();
        while (!byPosition.isEmpty() && byPosition.first().position() <= reached) {
            done.add(byPosition.pollFirst());
        }
        return done;
    }

    private record Waiter(long position, long number, long deadline, CompletableFuture<Void> future) {}
}
