package io.parley.benchmarks.store;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;

/** Several threads that write batches. */
final class Writing {

    private final int threads;

    Writing(int threads) {
        this.threads = threads;
    }

    /** Writes them all. Returns how many events were written in a second. */
    double rate(Writer writer, List<List<DomainEventMessage<?>>> batches) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            Callable<Void> work = () -> {
                for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
                    writer.write(batches.get(i));
                }
                return null;
            };
            long began = System.nanoTime();
            for (Future<Void> done : pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList())) {
                done.get();
            }
            long events = batches.stream().mapToLong(List::size).sum();
            return events * 1e9 / (System.nanoTime() - began);
        } catch (ExecutionException e) {
            throw new IllegalStateException("events could not be written", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
