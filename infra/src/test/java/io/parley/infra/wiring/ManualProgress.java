package io.parley.infra.wiring;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Progress that a test moves by hand, projection by projection: a processor has got as far as the last of its projections. Who waits for more than there is waits until the test moves on or gives up for it. */
final class ManualProgress implements ProjectionProgress {

    private final Map<String, Long> positions = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    ManualProgress(Collection<String> projections) {
        projections.forEach(this::reset);
    }

    @Override
    public synchronized CompletableFuture<Void> reached(String processor, long position) {
        Waiter waiter = new Waiter(processor, position, new CompletableFuture<>());
        waiters.add(waiter);
        settle();
        return waiter.future();
    }

    @Override
    public synchronized long position(String processor) {
        return positions.entrySet().stream()
                .filter(entry -> Processors.of(entry.getKey()).equals(processor))
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElseThrow();
    }

    synchronized long positionOf(String projection) {
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
            boolean reached = position(waiter.processor()) >= waiter.position();
            if (reached) {
                waiter.future().complete(null);
            }
            return reached;
        });
    }

    private record Waiter(String processor, long position, CompletableFuture<Void> future) {}
}
