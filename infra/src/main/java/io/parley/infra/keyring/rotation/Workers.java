package io.parley.infra.keyring.rotation;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads that share a piece of work. */
final class Workers {

    private final int number;

    Workers(int number) {
        this.number = number;
    }

    /** Lets each thread do the same until all have come to the end. The first that fails ends the others. */
    void run(Runnable work) {
        ExecutorService threads = Executors.newFixedThreadPool(number, task -> {
            Thread daemon = new Thread(task, "parley-rotation-worker");
            daemon.setDaemon(true);
            return daemon;
        });
        try {
            CompletionService<Object> done = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < number; i++) {
                done.submit(Executors.callable(work));
            }
            for (int i = 0; i < number; i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostRotationException("this node is stopping");
        } finally {
            end(threads);
        }
    }

    /** Whoever goes on must find no batch under way. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
