package io.parley.infra.wiring;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.ProjectionProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Progress that a test moves by hand. Who waits for more than there is waits until the test moves on or gives up for it. */
final class ManualProgress implements ProjectionProgress {

    private final Map<String, Long> positions = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    @Override
    public synchronized CompletableFuture<Void> reached(String projection, long position) {
        Waiter waiter = new Waiter(projection, position, new CompletableFuture<>());
        waiters.add(waiter);
        settle();
        return waiter.future();
    }

    @Override
    public synchronized long position(String projection) {
        return positions.getOrDefault(projection, 0L);
    }

    synchronized void advance(String projection, long position) {
        positions.merge(projection, position, Math::max);
        settle();
    }

    synchronized void reset(String projection) {
        positions.put(projection, 0L);
    }

    synchronized void giveUp() {
        waiters.forEach(waiter -> waiter.future().completeExceptionally(new Rejection(ErrorCode.NOT_YET, "not yet")));
        waiters.clear();
    }

    synchronized int waiting() {
        return waiters.size();
    }

    private void settle() {
        waiters.removeIf(waiter -> {
            boolean reached = position(waiter.projection()) >= waiter.position();
            if (reached) {
                waiter.future().complete(null);
            }
            return reached;
        });
    }

    private record Waiter(String projection, long position, CompletableFuture<Void> future) {}
}
