package io.parley.api.limits;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Bounds how much of something is under way at once; what comes on top is refused. */
public final class Slots {

    private final int bound;
    private final String what;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * Free slots.
     *
     * @param bound how many
     * @param what what they are for, for people
     */
    public Slots(int bound, String what) {
        this.bound = bound;
        this.what = what;
    }

    /** The same work, in a slot of its own from its beginning to its end. */
    public <T> Mono<T> within(Mono<T> work) {
        return Mono.defer(() -> {
            if (taken.incrementAndGet() > bound) {
                taken.decrementAndGet();
                return Mono.error(
                        new Rejection(ErrorCode.OVERLOADED, "Too many " + what + " are under way; try again soon."));
            }
            return work.doFinally(end -> taken.decrementAndGet());
        });
    }
}
