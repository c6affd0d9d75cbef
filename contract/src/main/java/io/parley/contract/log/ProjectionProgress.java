package io.parley.contract.log;

import java.util.concurrent.CompletableFuture;

/** How far each projection has got; what lets a reader wait for what it has written. */
public interface ProjectionProgress {

    /**
     * Completes once the projection has committed everything up to the position, at once if it has already.
     *
     * @param projection the projection's name, which is its processing group
     * @param position the position to be reached
     * @return completes normally when reached; exceptionally with {@link io.parley.contract.error.Rejection} {@code not_yet}
     *     after two seconds
     */
    CompletableFuture<Void> reached(String projection, long position);

    /** The position up to which the projection has committed everything, over all its segments; 0 if nothing yet. */
    long position(String projection);
}
