package io.parley.contract.log;

import java.util.concurrent.CompletableFuture;

/** How far the projections have got, each told by the processor that fills it; what lets a reader wait for what it has written. */
public interface ProjectionProgress {

    /**
     * Completes once a processor has committed everything up to the position, at once if it has already.
     *
     * @param processor the processor's name, see {@link Processors}
     * @param position the position to be reached
     * @return completes normally when reached; exceptionally with {@link io.parley.contract.error.Rejection} {@code not_yet}
     *     after two seconds
     */
    CompletableFuture<Void> reached(String processor, long position);

    /** The position up to which a processor has committed everything, over all its segments; 0 if nothing yet. */
    long position(String processor);
}
